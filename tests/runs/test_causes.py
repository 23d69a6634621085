"""Each constructed cause is told as what it is, and the counts are those of `jax.monitoring`."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from jitlint.runs.record_file import read_run

CAUSES = Path(__file__).with_name("causes.py")
PYTHON = os.environ.get("JITLINT_TEST_PYTHON") or sys.executable


@pytest.mark.slow
def test_every_constructed_cause_is_found_and_every_event_counted(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "jitlint", "observe", "--python", PYTHON, str(CAUSES)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    [record] = tmp_path.glob(".jitlint/run-*.json")
    run = read_run(str(record))
    found: dict[str, list[str]] = defaultdict(list)
    for each in run.compilations:
        found[each.function].append(each.cause)
    assert {name: found[name] for name in told["expected"]} == told["expected"]
    assert len(told["expected"]) >= 40
    counted = told["counted"]
    assert run.events["trace"] == counted["jaxpr_trace_duration"]
    assert run.events["lower"] == counted["jaxpr_to_mlir_module_duration"]
    assert run.events["compile"] == counted["backend_compile_duration"]
    for phase in ("trace", "lower", "compile"):
        noted = sum(getattr(each, phase).times for each in run.compilations)
        assert noted == run.events[phase]
    assert [event for event in run.events if event.startswith("failed")] == []
    [disk] = [e for e in run.compilations if e.function == "from_the_disk" and e.persistent_hits]
    assert disk.cause == "caches cleared"
