"""The counts of real training scripts are those that `jax.monitoring` gives the scripts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jitlint.runs.inside.compilation import PHASES
from jitlint.runs.record_file import read_run

SHORT = "f32[32,8] to f32[17,8]: fewer rows, as in a last batch"
SCRIPTS = sorted(Path(__file__).with_name("training").glob("with_*.py"))


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_every_event_of_a_training_script_is_counted_and_belongs_to_a_call(
    script: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "jitlint", "observe", str(script)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [record] = tmp_path.glob(".jitlint/run-*.json")
    run = read_run(str(record))
    assert {phase: run.events[phase] for phase in PHASES} == json.loads(done.stdout)
    for phase in PHASES:
        assert sum(getattr(each, phase).times for each in run.compilations) == run.events[phase]
    assert [event for event in run.events if event.startswith("failed")] == []
    reasons = [each.reason for each in run.compilations if each.site[0] == str(script)]
    assert any(SHORT in reason for reason in reasons)


def test_there_are_six_scripts() -> None:
    assert len(SCRIPTS) == 6
