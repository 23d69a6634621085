"""The examples of a rule's manual, linted, and run under JAX with every line counted."""

import sys
import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import jax

from jitlint.check.api import check
from jitlint.config.files import Config
from jitlint.config.selection import Layer
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span
from jitlint.core.result import CheckResult
from jitlint.core.source import Source
from jitlint.rules import Rule, all_rules
from jitlint.runs.api import watch
from jitlint.runs.observed import with_observed


@dataclass(frozen=True, slots=True)
class Example:
    """A complete program of a manual: the number counts the programs of the rule from 1."""

    rule: Rule
    kind: Literal["Bad", "Good"]
    number: int
    text: str

    def __str__(self) -> str:
        return f"{self.rule.code}-{self.kind}-{self.number}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running a program came to: its names, how often each line ran, and the error."""

    names: dict[str, Any]
    lines: Counter[int]
    error: Exception | None

    @property
    def row(self) -> int | None:
        """The innermost line of the program that the error passed through."""
        found, step = None, self.error.__traceback__ if self.error else None
        while step:
            found = step.tb_lineno if step.tb_frame.f_code.co_filename == LABEL else found
            step = step.tb_next
        return found


LABEL = "<example>"


def examples(kind: Literal["Bad", "Good"], *claims: str) -> list[Example]:
    """Returns the examples of all rules, or of those with certain claims."""
    return [
        Example(rule, kind, number, text)
        for rule in all_rules()
        if not claims or rule.claim in claims
        for number, (found, text) in enumerate(programs(rule.manual), 1)
        if found == kind
    ]


def programs(manual: str) -> Iterator[tuple[str, str]]:
    """Yields the indented block below each `Bad:` and `Good:`."""
    kind, block = "", list[str]()
    for line in [*manual.splitlines(), "end"]:
        if line.startswith("    ") or not line:
            block.append(line[4:])
            continue
        if kind:
            yield kind, "\n".join(block).strip() + "\n"
        kind, block = line.rstrip(":") if line in ("Bad:", "Good:") else "", []


def findings(text: str, folder: Path, *notes: str) -> list[Finding[Span]]:
    """Returns what jitlint says of a program, with the notes of some rules.

    The file is written to `folder`.
    """
    path = folder / "example.py"
    path.write_text(text, "utf-8")
    config = Config(layers=(Layer(extend_select=("JIT001", *notes)),))
    return list(check([str(path)], Settings([], config)).findings)


def observed(text: str, folder: Path) -> list[Finding[Span]]:
    """Returns what jitlint says of a program beside the record of a run."""
    found = findings(text, folder)
    path = folder / "example.py"
    with watch() as recorded:
        exec(compile(text, str(path), "exec"), {"__name__": "example"})
    result = CheckResult(
        tuple(found), {str(path): Source(str(path), text)}, named=frozenset({str(path)})
    )
    return list(with_observed(result, [recorded]).findings)


def run(text: str) -> Outcome:
    """Runs a program and returns what it came to; types of 64 bits stay as they were before."""
    lines: Counter[int] = Counter()

    def enter(frame: types.FrameType, event: str, _: Any) -> Any:
        return count if frame.f_code.co_filename == LABEL else None

    def count(frame: types.FrameType, event: str, _: Any) -> Any:
        lines[frame.f_lineno] += event == "line"
        return count

    names: dict[str, Any] = {"__name__": "example"}
    before, wide = sys.gettrace(), jax.config.jax_enable_x64
    sys.settrace(enter)
    try:
        exec(compile(text, LABEL, "exec"), names)
    except Exception as error:
        return Outcome(names, lines, error)
    finally:
        sys.settrace(before)
        jax.config.update("jax_enable_x64", wide)
    return Outcome(names, lines, None)
