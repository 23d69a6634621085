"""A real project is tested by a real pytest, which jitlint's plugin is part of."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import jax
import numpy as np
import pytest

@jax.jit
def double(x):
    return 2 * x

@pytest.mark.compiles(at_most=1)
def test_once():
    double(np.ones(1, "float32"))
    double(np.ones(1, "float32"))

@pytest.mark.compiles(at_most=1)
def test_twice():
    double(np.ones(2, "float32"))
    double(np.ones(3, "float32"))

def test_in_a_block(compilations):
    with compilations() as run:
        double(np.ones(4, "float32"))
    assert run.count("double") == 1
"""


def run(directory: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    (directory / "test_project.py").write_text(TESTS, "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *words]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)


def test_a_marked_test_fails_that_compiles_more(tmp_path: Path) -> None:
    done = run(tmp_path, "--jitlint-compiles", "--strict-markers")
    assert "1 failed, 2 passed" in done.stdout, done.stdout
    assert "2 compiled, at most 1 expected" in done.stdout
    assert "test_project.py:18: double: `x` went from f32[2] to f32[3]" in done.stdout
    assert "1 test_project.py::test_once" in done.stdout
    assert "2 test_project.py::test_twice" in done.stdout


@pytest.mark.slow
def test_a_budget_is_written_and_then_kept(tmp_path: Path) -> None:
    words = ("--jitlint-budget", "budget.json", "-k", "once or block")
    assert run(tmp_path, *words, "--jitlint-write-budget", "-n", "2").returncode == 0
    budget = json.loads((tmp_path / "budget.json").read_text("utf-8"))
    assert budget == {"test_project.py::test_once": 1, "test_project.py::test_in_a_block": 1}
    assert run(tmp_path, *words).returncode == 0
    (tmp_path / "budget.json").write_text(json.dumps({**budget, "test_project.py::test_once": 0}))
    done = run(tmp_path, *words)
    assert done.returncode == 1
    assert "the budget of this test: 1 compiled, at most 0 expected" in done.stdout


def test_a_budget_that_is_none_is_told_of_in_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "--jitlint-budget", "missing.json")
    assert done.returncode == 4
    assert "missing.json is no budget" in done.stderr
