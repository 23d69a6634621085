"""Findings meet the facts of a recorded run: what each costs, and what no rule explains."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROGRAM = """\
import jax
import numpy as np


@jax.jit
def step(w, batch):
    return w - 0.1 * batch.sum()


@jax.jit
def scale(x, rate):
    return x * rate


def main():
    w = np.zeros(4, "float32")
    data = np.ones((100, 4), "float32")
    for start in range(0, 100, 32):
        w = step(w, data[start : start + 32])
    for _ in range(3):
        shift = jax.jit(lambda x: x + 1)
        shift(w)
    scale(w, 1.0)
    scale(w, 2)  # noqa: JIT390


main()
"""
Item = dict[str, Any]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a program and the record of its run."""
    found = tmp_path_factory.mktemp("project")
    (found / "train.py").write_text(PROGRAM, "utf-8")
    assert jitlint(found, "observe", "train.py").returncode == 0
    return found


@pytest.fixture(scope="module")
def record(directory: Path) -> str:
    [found] = directory.glob(".jitlint/run-*.json")
    return str(found)


def jitlint(directory: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "jitlint", *words]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)


def items(directory: Path, *words: str) -> list[Item]:
    return json.loads(jitlint(directory, *words, "--output-format", "json").stdout)


def test_a_recompilation_that_no_rule_explains_is_a_finding(directory: Path, record: str) -> None:
    [found] = [each for each in items(directory, "--observed", record) if each["code"] == "JIT390"]
    assert found["location"] == {"row": 19, "column": 9}
    assert "`batch` went from f32[32,4] to f32[4,4]" in found["message"]
    assert found["observed"]["compilations"] == 2


def test_a_finding_says_what_the_run_showed(directory: Path, record: str) -> None:
    found = {each["code"]: each for each in items(directory, "--observed", record)}
    assert found.keys() == {"JIT301", "JIT390"}
    assert found["JIT301"]["observed"]["compilations"] == 3
    said = jitlint(directory, "--observed", record).stdout
    assert "observed: compiled 3 times" in said


def test_the_dearest_come_first(directory: Path, record: str) -> None:
    found = items(directory, "--observed", record)
    costs = [each["observed"]["seconds"] for each in found]
    assert costs == sorted(costs, reverse=True)
    assert len(set(costs)) == 2


def test_a_comment_for_recorded_runs_is_not_unused_without_one(directory: Path) -> None:
    codes = [each["code"] for each in items(directory, "--extend-select", "JIT001")]
    assert codes == ["JIT301"]


def test_without_comments_the_second_call_is_reported_too(directory: Path, record: str) -> None:
    found = items(directory, "--observed", record, "--ignore-noqa", "--select", "JIT390")
    assert sorted(each["location"]["row"] for each in found) == [19, 24]


def test_a_file_that_has_changed_since_is_named(directory: Path, record: str) -> None:
    program = directory / "train.py"
    before = program.stat()
    fresh = jitlint(directory, "--observed", record).stderr
    os.utime(program, (before.st_atime, before.st_mtime + 3600))
    stale = jitlint(directory, "--observed", record).stderr
    os.utime(program, (before.st_atime, before.st_mtime))
    assert "has changed" not in fresh
    assert "note: train.py has changed since it was observed" in stale


def test_what_is_no_record_is_one_line(directory: Path) -> None:
    done = jitlint(directory, "--observed", "train.py")
    assert done.returncode == 2
    assert done.stderr.startswith("jitlint: error: train.py is no record of this jitlint")
    assert done.stderr.count("\n") == 1
