"""Changes while a context manager is entered or left, and functions made to be evaluated once."""

import subprocess
import sys
from pathlib import Path

from readers import chosen

from jitlint.check.pipeline import CheckRequest, check

PROGRAM = """
import contextlib

import jax

STACK = []
SEEN = []


class Handler:
    def __enter__(self):
        STACK.append(self)

    def __exit__(self, *error):
        STACK.pop()


class Stack:
    def __init__(self):
        self.held = []

    def push(self, value):
        self.held.append(value)

    @contextlib.contextmanager
    def __call__(self, value):
        self.push(value)
        yield
        self.held.pop()


class Depth:
    value = 0


stack, depth = Stack(), Depth()


@jax.jit
def handled(x):
    with Handler(), stack("a"):
        try:
            depth.value += 1
            return x + 1
        finally:
            depth.value -= 1


@jax.jit
def recorded(x):
    SEEN.append("a")
    return x


def shape_of(x):
    shape = None

    def look(y):
        nonlocal shape
        SEEN.append("looked")
        shape = y.shape
        return y

    jax.eval_shape(look, x)
    return shape
"""
USE = """
for _ in range(2):
    handled(1.0), recorded(1.0), shape_of(1.0)
print(len(STACK), len(stack.held), depth.value, SEEN.count("a"), SEEN.count("looked"))
"""
COUNTED = """
import jax

class Counted:
    def __init__(self):
        self.held = self.entered = 0

    def __enter__(self):
        self.held += 1
        self.entered += 1

    def __exit__(self, *error):
        self.held -= 1

counted = Counted()

@jax.jit
def f(x):
    with counted:
        return x + 1
"""


def test_what_a_context_manager_takes_back_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "main.py"
    path.write_text(PROGRAM)
    rows = PROGRAM.splitlines()
    found = check([str(path)], CheckRequest(reader=chosen, pedantic=True)).findings
    assert [rows[finding.at.row - 1].strip() for finding in found] == ['SEEN.append("a")']


def test_jax_agrees(tmp_path: Path) -> None:
    path = tmp_path / "main.py"
    path.write_text(PROGRAM + USE)
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0", "0", "1", "2"]


def test_an_object_counts_how_often_it_is_entered(tmp_path: Path) -> None:
    path = tmp_path / "main.py"
    path.write_text(COUNTED)
    found = check([str(path)], CheckRequest(reader=chosen, select=("JIT202",))).findings
    rows = COUNTED.splitlines()
    assert [rows[finding.at.row - 1].strip() for finding in found] == ["self.entered += 1"]
