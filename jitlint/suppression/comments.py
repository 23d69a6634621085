"""Suppression comments, written as edits of the lines that they are for."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from tokenize import NEWLINE, NL
from typing import Literal

from jitlint.core.finding import Edit, Finding, Span
from jitlint.core.source import Source
from jitlint.frontend.rows import Rows
from jitlint.frontend.tokens import tokens
from jitlint.suppression.suppress import IGNORE, LINE

Form = Literal["noqa", "ignore"]
KEPT = 8  # files: an editor asks about each finding of one
SILENT = ("JIT000", "JIT001")
"""The codes that are not silenced on a line: what they say is said of the file or of a comment."""

FORMS = {"noqa": (LINE, "  # noqa: {}"), "ignore": (IGNORE, "  # jitlint: ignore[{}]")}


def silencing(finding: Finding[Span], source: Source, form: Form) -> Edit[Span] | None:
    """Returns the edit that silences a finding, or None where no comment can stand."""
    edits, _ = all_silencing((finding,), source, form)
    return edits[0] if edits else None


def all_silencing(
    findings: Iterable[Finding[Span]], source: Source, form: Form = "noqa"
) -> tuple[list[Edit[Span]], list[Finding[Span]]]:
    """Returns an edit for each row to be silenced, and the findings that none can be for."""
    rows, free = _rows(source)
    codes: dict[tuple[int | None, int], list[str]] = {}
    left: list[Finding[Span]] = []
    for finding in findings:
        at = finding.at
        start = rows.starts.get(at.cell or 0, 0)
        fitting = [row for row in (at.row, at.end_row) if start + row in free]
        if not fitting:
            left.append(finding)
        elif finding.code not in codes.setdefault((at.cell, fitting[0]), []):
            codes[at.cell, fitting[0]].append(finding.code)
    edits: list[Edit[Span]] = []
    for (cell, row), listed in codes.items():
        line = rows.line(row, cell)
        begin, end, text = _change(line, listed, form)
        edits.append(Edit(Span(source.path, row, begin + 1, row, end + 1, cell), text))
    return edits, left


@lru_cache(maxsize=KEPT)
def _rows(source: Source) -> tuple[Rows, frozenset[int]]:
    """Returns the rows of a source, and which of them a comment can end."""
    return Rows.of(source), frozenset(_free_rows(source.text))


def _change(line: str, codes: list[str], form: Form) -> tuple[int, int, str]:
    """Returns the edit of a line: a new comment, or more codes in an existing one."""
    pattern, comment = FORMS[form]
    present = [match for match in pattern.finditer(line) if match["codes"]]
    if not present:
        return len(line.rstrip()), len(line), comment.format(", ".join(codes))
    end = present[-1].start("codes") + len(present[-1]["codes"].rstrip(", \t"))
    return end, end, f", {', '.join(codes)}"


def _free_rows(text: str) -> Iterator[int]:
    """Yields the rows that end where a comment may: in no string, after no backslash."""
    for token in tokens(text, NEWLINE, NL):
        yield token.start[0]
