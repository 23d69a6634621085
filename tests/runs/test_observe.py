"""A real program is observed: its table, its record, and its own exit status."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jitlint.runs.record_file import read_run

PROGRAM = """
import functools, sys
import jax, numpy as np

@functools.partial(jax.jit, static_argnames="rate")
def step(w, batch, rate):
    return w - rate * batch["x"].sum()

w = np.zeros(4, "float32")
for size in (32, 32, 17):
    w = step(w, {"x": np.ones((size, 4), "float32")}, rate=0.1)
w = step(w, {"x": np.ones((32, 4), "float32")}, rate=0.2)
print("the program's own line", flush=True)
if sys.argv[1] == "crash":
    raise RuntimeError("boom")
if sys.argv[1] == "wait":
    signal = __import__("signal")
    signal.pause()
sys.exit(3)
"""
REASON = "`batch['x']` went from f32[32,4] to f32[17,4]: fewer rows, as in a last batch"


def start(directory: Path, word: str) -> "subprocess.Popen[str]":
    (directory / "train.py").write_text(PROGRAM, "utf-8")
    command = [sys.executable, "-m", "jitlint", "observe", "train.py", word]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
    try:
        return subprocess.Popen(
            command,
            cwd=directory,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str, int]:
    """A directory with one record, and what the command said."""
    directory = tmp_path_factory.mktemp("observed")
    program = start(directory, "end")
    said, table = program.communicate()
    return directory, said, table, program.returncode


def test_the_program_keeps_its_output_and_status(observed: tuple[Path, str, str, int]) -> None:
    _, said, _, status = observed
    assert said == "the program's own line\n"
    assert status == 3


def test_the_table_names_each_function_and_the_reason(
    observed: tuple[Path, str, str, int],
) -> None:
    table = observed[2]
    assert "train.py:11" in table
    assert REASON in table
    assert "static `rate` went from 0.1 to 0.2" in table


def test_the_record_holds_no_value_of_an_array(observed: tuple[Path, str, str, int]) -> None:
    [record] = observed[0].glob(".jitlint/run-*.json")
    assert json.loads(record.read_text("utf-8"))["version"] == 3
    run = read_run(str(record))
    steps = [each for each in run.compilations if each.function == "step"]
    assert [each.cause for each in steps] == ["first call", "shape", "static value"]
    assert all(each.compile.times == 1 for each in steps)


@pytest.mark.slow
def test_a_crash_still_gives_the_table(tmp_path: Path) -> None:
    program = start(tmp_path, "crash")
    _, table = program.communicate()
    assert program.returncode == 1
    assert "RuntimeError: boom" in table
    assert REASON in table


@pytest.mark.slow
def test_an_interrupt_still_gives_the_table(tmp_path: Path) -> None:
    program = start(tmp_path, "wait")
    assert program.stdout is not None
    assert program.stdout.readline() == "the program's own line\n"
    os.killpg(program.pid, signal.SIGINT)
    _, table = program.communicate()
    assert program.returncode not in (0, 3)
    assert REASON in table
