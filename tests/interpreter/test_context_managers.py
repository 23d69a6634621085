"""Changes while a context manager is entered or left, and functions made to be evaluated once."""

import subprocess
import sys
from pathlib import Path

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


stack = Stack()


@jax.jit
def handled(x):
    with Handler(), stack("a"):
        return x + 1


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
print(len(STACK), len(stack.held), SEEN.count("a"), SEEN.count("looked"))
"""


def test_what_a_context_manager_takes_back_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "main.py"
    path.write_text(PROGRAM)
    rows = PROGRAM.splitlines()
    found = check([str(path)], CheckRequest(pedantic=True)).findings
    assert [rows[finding.at.row - 1].strip() for finding in found] == ['SEEN.append("a")']


def test_jax_agrees(tmp_path: Path) -> None:
    path = tmp_path / "main.py"
    path.write_text(PROGRAM + USE)
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0", "1", "2"]
