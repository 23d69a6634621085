"""Programs, changed files, broken caches and killed commands: nothing that was tried fails."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHORT = {"generated": 40, "mutated": 10, "corruptions": 10, "kills": 3}
LONGER = {"generated": 300, "mutated": 100, "corruptions": 50, "kills": 10}


def fuzz(seed: int, into: Path, amounts: dict[str, int]) -> dict[str, list[int]]:
    """Returns the figures of each campaign of one run, in which nothing failed."""
    words = [word for name, amount in amounts.items() for word in (f"--{name}", str(amount))]
    command = [sys.executable, "-m", "tools.fuzz", "--seed", str(seed), *words, "-j", "1"]
    done = subprocess.run(
        [*command, "--into", str(into)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line.replace(",", "").split() for line in done.stdout.splitlines()]
    return {row[0]: [int(cell) for cell in row[1:]] for row in rows if row and row[0] in amounts}


def test_a_short_run_finds_no_failure(tmp_path: Path) -> None:
    figures = fuzz(0, tmp_path, SHORT)
    assert all(figures[name][0] >= amount for name, amount in SHORT.items())
    assert figures["generated"][2] > 20  # findings: the programs are not such that all is well
    assert not any(tmp_path.iterdir())


@pytest.mark.slow
def test_a_longer_run_finds_no_failure(tmp_path: Path) -> None:
    figures = fuzz(1, tmp_path, LONGER)
    assert all(figures[name][0] >= amount for name, amount in LONGER.items())
    assert not any(tmp_path.iterdir())
