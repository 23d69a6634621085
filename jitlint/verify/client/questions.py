"""Findings as questions that the user's interpreter can read: JSON, a module at a time."""

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from jitlint.core.finding import Entry, Finding, Span

Call = dict[str, Any]
SAME = "same"
NAMED_BY_USER = "is asked about, whether or not jitlint sees it"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file, or a cell, by the name that it is compiled under: its text and another one."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EncodedQuestion:
    """One finding by its number in the run, and all that an experiment needs to know of it."""

    number: int
    content: dict[str, Any]

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the finding itself is about."""
        entry = self.content["entry"]
        spans = [self.content["at"], *((entry["starts"], entry["defined"]) if entry else ())]
        return tuple(span["file"] for span in spans)


def by_module(
    findings: Sequence[Finding[Span]], examples: Sequence[str] = (), recorded: Sequence[Call] = ()
) -> dict[str, list[EncodedQuestion]]:
    """Returns the questions under the path of the module to import for them, in order.

    Each has those of the recorded calls whose function lies in one of its files.
    """
    asked = [
        (finding, question(number, finding, examples))
        for number, finding in enumerate(findings)
        if finding.claim.kind != "none"
    ]
    return _by_module(asked, recorded)


def comparisons(
    findings: Sequence[Finding[Span]],
    rewritten: Sequence[Rewritten],
    examples: Sequence[str] = (),
    recorded: Sequence[Call] = (),
) -> dict[str, list[EncodedQuestion]]:
    """Returns the questions whether the program does the same where files are rewritten."""
    asked = [
        (finding, _comparison(question(number, finding, examples), finding, rewritten))
        for number, finding in enumerate(findings)
    ]
    return _by_module(asked, recorded)


def question(number: int, finding: Finding[Span], examples: Sequence[str] = ()) -> EncodedQuestion:
    """Returns a finding as a question; `examples` are calls that the user gives, as text."""
    return EncodedQuestion(number, _content(number, finding) | {"examples": list(examples)})


def _comparison(
    asked: EncodedQuestion, finding: Finding[Span], rewritten: Sequence[Rewritten]
) -> EncodedQuestion:
    more = {"kind": SAME, "claim": finding.claim.kind, "rewritten": [*map(asdict, rewritten)]}
    return replace(asked, content=asked.content | more)


def _by_module(
    asked: Sequence[tuple[Finding[Span], EncodedQuestion]], recorded: Sequence[Call]
) -> dict[str, list[EncodedQuestion]]:
    modules: dict[str, list[EncodedQuestion]] = {}
    for finding, each in asked:
        path = finding.entry.starts.path if finding.entry else finding.at.path
        calls = [call for call in recorded if call["file"] in each.files]
        told = {"recorded": calls} if calls else {}
        modules.setdefault(path, []).append(replace(each, content=each.content | told))
    return modules


def _content(number: int, finding: Finding[Span]) -> dict[str, Any]:
    return {
        "number": number,
        "kind": finding.claim.kind,
        "errors": finding.claim.errors,
        "named_by_user": finding.message == NAMED_BY_USER,
        "at": _span(finding.at),
        "entry": _entry(finding.entry) if finding.entry else None,
    }


def _entry(entry: Entry[Span]) -> dict[str, Any]:
    return asdict(entry) | {"starts": _span(entry.starts), "defined": _span(entry.defined)}


def _span(span: Span) -> dict[str, Any]:
    return asdict(span) | {"file": os.path.realpath(span.path)}
