"""The result of a check: findings in order, their texts, and notes for the user."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jitlint.core.finding import Finding, Span
from jitlint.core.source import Source


@dataclass(frozen=True, slots=True)
class Counts:
    """The size of the work: files named, functions in them, entries and contexts traced.

    `left_out` counts functions and modules whose analysis gave up, each with a note, and functions
    of which a call was nested too deep in others to be followed.
    """

    files: int = 0
    functions: int = 0
    entries: int = 0
    contexts: int = 0
    lines: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The findings of one run in order of place, their texts, and notes for the user.

    `notes` are sentences for the user: functions whose analysis gave up, directories
    without Python files. `named` are the files that were checked, and not only linked.
    """

    findings: tuple[Finding[Span], ...]
    sources: Mapping[str, Source] = field(default_factory=dict[str, Source])
    counts: Counts = Counts()
    notes: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()


def in_order(finding: Finding[Span]) -> tuple[str, int, Span, str]:
    """Returns the sort key of findings: their places in their files."""
    return finding.at.path, finding.at.cell or 0, finding.at, finding.code
