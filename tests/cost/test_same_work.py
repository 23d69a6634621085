"""The same files are the same work in every process, whatever the seed of hashes."""

import os
import subprocess
import sys
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"
COUNT = """
import sys
from jitlint.check.pipeline import check
run = check(sys.argv[1:])
print(run.counts.contexts, len(run.findings))
"""


def counted(seed: str) -> str:
    command = [sys.executable, "-c", COUNT, str(FIXTURES)]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.run(
        command, env=environment, check=True, text=True, stdout=subprocess.PIPE
    ).stdout


def test_the_seed_of_hashes_changes_nothing() -> None:
    assert len({counted(seed) for seed in ("0", "1", "2")}) == 1
