"""Asks jitlint and JAX about the same snippet: where each of them says that tracing fails.

    @jax.jit
    def step(x, n):
        if n:                  # raises
            return -x
        return x
    # run: step(1.0, 2)

A line is marked `raises` where both say so, `missed` where only JAX does, `false alarm` where
only jitlint does; every other line must be silent on both sides. Each `run` is an expression that
JAX evaluates by itself, in the file where it stands; jitlint sees it where it says `call` instead.
A file with no name is `main.py`.
"""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jax_process import JaxProcess
from readers import chosen

from jitlint.check.pipeline import CheckRequest, check

Files = str | dict[str, str]
Row = tuple[str, int]
HEADER = "from functools import partial; import jax, jax.numpy as jnp, numpy as np\n"
MARK = re.compile(r"# (raises|missed|false alarm)\b")
RUN = re.compile(r"^\s*# (?:run|call): (.*)$")
CALL = re.compile(r"^# call: ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Truths:
    """Rows where tracing fails, with what is said of them: by the marks, jitlint and JAX."""

    marked: dict[Row, str]
    jitlint: dict[Row, tuple[str, ...]]
    jax: dict[Row, str]
    texts: dict[str, str]

    def disagreements(self) -> list[str]:
        """Returns a line for each row where what is seen is not what is marked."""
        rows = sorted({*self.marked, *self.jitlint, *self.jax})
        return [line for row in rows if (line := self._disagreement(row))]

    def _disagreement(self, row: Row) -> str:
        marked, error, claimed = (
            self.marked.get(row), self.jax.get(row), self.jitlint.get(row),
        )  # fmt: skip
        seen = {
            (True, True): "raises",
            (True, False): "missed",
            (False, True): "false alarm",
            (False, False): None,
        }[error is not None, claimed is not None]
        if seen != marked:
            return f"{row[0]}:{row[1]}: marked {marked}, seen {seen} ({error}){self._text(row)}"
        if error and claimed and error not in claimed:
            return f"{row[0]}:{row[1]}: jitlint says {claimed}, JAX {error}"
        return ""

    def _text(self, row: Row) -> str:
        lines = self.texts.get(row[0], "").splitlines()
        return f": {lines[row[1] - 1].strip()}" if 0 < row[1] <= len(lines) else ""


class Asking:
    """Writes snippets into a directory and asks both about them."""

    def __init__(self, root: Path, process: JaxProcess) -> None:
        self.root, self.process = root, process

    def __call__(self, files: Files) -> None:
        """Fails unless jitlint and JAX say of each line what is marked there."""
        told = self.truths(files).disagreements()
        assert not told, "\n".join(told)

    def truths(self, files: Files) -> Truths:
        """Returns what the marks, jitlint and JAX say of a snippet."""
        texts = texts_of(files)
        marked = {
            (name, number): found[1]
            for name, text in texts.items()
            for number, line in enumerate(text.splitlines(), 1)
            if (found := MARK.search(line))
        }
        write(self.root, {name: CALL.sub("", text) for name, text in texts.items()})
        claimed = alarms(self.root)
        write(self.root, texts)
        return Truths(marked, claimed, self._raised(texts), texts)

    def _raised(self, texts: dict[str, str]) -> dict[Row, str]:
        runs = [
            (name, found[1])
            for name, text in texts.items()
            for line in text.splitlines()
            if (found := RUN.match(line))
        ]
        return self.process.errors(self.root, runs)


def texts_of(files: Files) -> dict[str, str]:
    """Returns the texts of a snippet's files, with the imports that all of them begin with."""
    named = {"main.py": files} if isinstance(files, str) else files
    return {name: HEADER + textwrap.dedent(text) for name, text in named.items()}


def write(root: Path, texts: dict[str, str]) -> None:
    """Writes files below a directory."""
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def alarms(root: Path) -> dict[Row, tuple[str, ...]]:
    """Returns the rows where jitlint says that tracing fails, with the errors it foresees."""
    run = check([str(root)], CheckRequest(reader=chosen, select=("JIT0", "JIT1")))
    assert not [note for note in run.notes if "gave up" in note], run.notes
    return {
        (Path(f.at.path).relative_to(root).as_posix(), f.at.row): f.claim.errors
        for f in run.findings
        if f.severity == "error"
    }


Agree = Callable[[Files], None]
