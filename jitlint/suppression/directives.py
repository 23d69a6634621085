"""The suppression comments of a file, each with its place and its codes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from tokenize import COMMENT

from jitlint.core.finding import Edit, Span
from jitlint.core.source import Source, cell_row
from jitlint.frontend.tokens import tokens
from jitlint.suppression.suppress import FILE, IGNORE, LINE

CODE = re.compile(r"[A-Z]+[0-9]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment, or the part of one, that silences `codes`; None is every code.

    `everywhere` says that it does so for the whole file; `own` that it is of jitlint's own form,
    `line` is the text of its row, and `is_last` says that no row of its file or cell follows.
    """

    at: Span
    line: str
    codes: tuple[str, ...] | None
    everywhere: bool
    own: bool
    is_last: bool = False

    def without(self, unused: tuple[str, ...]) -> Edit[Span]:
        """Returns the edit that leaves these codes out, or the whole directive with its reason."""
        kept = [code for code in self.codes or () if code not in unused]
        text = self.line[self.at.column - 1 : self.at.end_column - 1]
        if kept:
            start, end = _codes_in(text)
            return Edit(self.at, f"{text[:start]}{', '.join(kept)}{text[end:]}")
        return Edit(self._removed(), "")

    def _removed(self) -> Span:
        at, before = self.at, self.line[: self.at.column - 1]
        after = self.line.find("#", at.end_column - 1)
        if after >= 0:
            return Span(at.path, at.row, at.column, at.row, after + 1, at.cell)
        if not before.strip() and not self.is_last:
            return Span(at.path, at.row, 1, at.row + 1, 1, at.cell)
        return Span(at.path, at.row, len(before.rstrip()) + 1, at.row, len(self.line) + 1, at.cell)


def directives(source: Source) -> Iterator[Directive]:
    """Yields the directives that concern jitlint, in their order."""
    if not _may_hold_one(source.text.lower()):
        return
    rows = source.text.count("\n") + (not source.cells)  # a notebook's last row is no cell's
    for row, column, comment, line in _comments(source.text):
        alone = not line[:column].strip()
        file = FILE.match(comment) if alone else None
        matches = [file] if file else [*LINE.finditer(comment), *IGNORE.finditer(comment)]
        cell, row_there = cell_row(source.cells, row)
        is_last = row == rows or cell_row(source.cells, row + 1)[0] != cell
        for match in matches:
            start, end = column + match.start() + 1, column + match.end() + 1
            at = Span(source.path, row_there, start, row_there, end, cell)
            own = "jitlint" in match[0].lower()
            listed = match["codes"]
            codes = None if listed is None else tuple(CODE.findall(listed.upper()))
            if own or codes:
                yield Directive(at, line, codes, file is not None, own, is_last)


def _may_hold_one(folded: str) -> bool:
    """Returns whether a text in lower case may contain a suppression comment."""
    if "jitlint" in folded or "noqa" not in folded:
        return "jitlint" in folded
    return any("noqa" in line and "jit" in line for line in folded.split("\n"))


def _comments(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yields the row, the column (from 0), the text and the line of each comment."""
    lines = text.split("\n")
    for token in tokens(text, COMMENT):
        row, column = token.start
        yield row, column, token.string, lines[row - 1]


def _codes_in(text: str) -> tuple[int, int]:
    """Returns where the list of codes begins and ends in a directive."""
    begin = max(text.rfind(":"), text.rfind("[")) + 1
    found = [match.span() for match in CODE.finditer(text, begin)]
    return found[0][0], found[-1][1]
