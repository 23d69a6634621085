"""The places of LibCST's nodes, as `ast` has them: rows from 1, columns in bytes of UTF-8."""

from collections.abc import Mapping
from typing import TypedDict

import libcst as cst
from libcst.metadata import CodePosition, CodeRange


class NodePlace(TypedDict):
    """The attributes of a node of `ast` that say where it is."""

    lineno: int
    col_offset: int
    end_lineno: int
    end_col_offset: int


class NodePlaces:
    """The positions of the nodes of one text; LibCST counts columns in characters."""

    def __init__(self, text: str, positions: Mapping[cst.CSTNode, CodeRange]) -> None:
        self._lines = text.split("\n")
        self._positions = positions

    def of(self, first: cst.CSTNode, last: cst.CSTNode | None = None) -> NodePlace:
        """Returns the place of a node, or of all from a first to a last one."""
        return self.between(self.start(first), self.end(last or first))

    def between(self, start: CodePosition, end: CodePosition) -> NodePlace:
        """Returns the place from one position to another."""
        return NodePlace(
            lineno=start.line,
            col_offset=self._bytes(start),
            end_lineno=end.line,
            end_col_offset=self._bytes(end),
        )

    def start(self, node: cst.CSTNode) -> CodePosition:
        """Returns where a node starts, without parentheses around it."""
        return self._positions[node].start

    def end(self, node: cst.CSTNode) -> CodePosition:
        """Returns where a node ends, without parentheses around it."""
        return self._positions[node].end

    def next(self, sign: str, at: CodePosition) -> CodePosition:
        """Returns where a sign is that must follow."""
        row, column = at.line, at.column
        while (found := self._lines[row - 1].find(sign, column)) < 0:
            row, column = row + 1, 0
        return CodePosition(row, found)

    def text(self, start: CodePosition, end: CodePosition) -> str:
        """Returns the text between two positions."""
        rows = self._lines[start.line - 1 : end.line]
        rows[-1] = rows[-1][: end.column]
        rows[0] = rows[0][start.column :]
        return "\n".join(rows)

    def after_spaces(self, at: CodePosition) -> CodePosition:
        """Returns where the next character is that is no space."""
        row, column = at.line, at.column
        while not (rest := self._lines[row - 1][column:].lstrip()) and row < len(self._lines):
            row, column = row + 1, 0
        return CodePosition(row, len(self._lines[row - 1]) - len(rest))

    def _bytes(self, at: CodePosition) -> int:
        line = self._lines[at.line - 1]
        return at.column if line.isascii() else len(line[: at.column].encode())
