"""A program with one finding, as a test states it, and the decorator that gives it to the test."""

import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jitlint.core.finding import Claim, ClaimKind, Entry, Finding, Span
from jitlint.verify.client.questions import NAMED_BY_USER

CELL = 3


@dataclass(frozen=True)
class Program:
    """A module with a finding; `at` and `starts` are pieces of its text.

    What is searched first for `at` is `after`, if the piece alone is there more than once. What is
    `asked` about is a line that the user names, and no rule.
    """

    text: str
    at: str
    kind: ClaimKind
    errors: tuple[str, ...] = ()
    function: str = ""
    transform: str = "jax.jit"
    starts: str = ""
    within: str = ""
    static: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    name: str = "tutorial.py"
    helpers: tuple[tuple[str, str], ...] = ()
    at_file: str = ""
    defined_file: str = ""
    after: str = ""
    asked: bool = False

    def finding(self, directory: Path) -> Finding[Span]:
        """Writes the files, and returns the finding with the paths as a user gives them."""
        for name, text in ((self.name, self.text), *self.helpers):
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_notebook(text) if name.endswith(".ipynb") else _plain(text), "utf-8")
        at = self._span(directory, self.at_file or self.name, self.at, self.after)
        claim = Claim(self.kind, self.errors)
        entry = self._entry(directory) if self.function else None
        message = NAMED_BY_USER if self.asked else "message"
        return Finding("JIT999", "tested", "error", at, message, claim, entry=entry)

    def _entry(self, directory: Path) -> Entry[Span]:
        last = self.function.rpartition(".")[2]
        head = "lambda" if last == "<lambda>" else f"def {last}("
        defined = self._span(directory, self.defined_file or self.name, head)
        starts = self._span(directory, self.name, self.starts or self.transform)
        return Entry(
            self.transform, self.function, starts, defined, self.within, self.static, self.passed
        )

    def _span(self, directory: Path, name: str, piece: str, after: str = "") -> Span:
        path = directory / name
        text = _plain(dict(((self.name, self.text), *self.helpers))[name])
        assert after + piece in text, f"{after + piece!r} is not in {name}"
        before = text[: text.index(after + piece) + len(after)]
        row, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        if piece.startswith("def "):
            column += len("def ")
        rows = piece.split("\n")
        end = column + len(piece) if len(rows) == 1 else len(rows[-1]) + 1
        cell = CELL if name.endswith(".ipynb") else None
        return Span(str(path), row, column, row + len(rows) - 1, end, cell)


def _plain(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


def _notebook(text: str) -> str:
    """The text is the third cell: the first fails, the second is prose."""
    cells = [
        {"cell_type": "code", "source": ["import jax\n", "1 / 0"]},
        {"cell_type": "markdown", "source": ["prose"]},
        {"cell_type": "code", "source": _plain(text).splitlines(keepends=True)},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


Test = Callable[..., None]


def program(text: str, at: str, kind: ClaimKind, **more: Any) -> Callable[[Test], Test]:
    """Gives a test a program; its `verdict` is then what JAX had to say of it."""

    def give(test: Test) -> Test:
        test.program = Program(text, at, kind, **more)  # type: ignore[attr-defined]
        return test

    return give
