"""A text with the positions that `ast` gives for nodes, and the tokens between them."""

import ast
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

TOKEN = re.compile(r"#[^\n]*|\w+|[^\s\\]")
WORD = re.compile(r"\w+")
BRACE = re.compile(r"[{}]")
CASE = re.compile(r"^[ \t\f]*(case)\b", re.MULTILINE)


class Text:
    """A text as offsets: characters from its start, where `ast` counts bytes from that of a row."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *[found.end() for found in re.finditer("\n", text)]]
        self._cases: list[int] | None = None
        self._is_ascii = text.isascii()

    def place(self, offset: int) -> tuple[int, int]:
        """Returns the row and column, both from 1, of an offset."""
        row = bisect_right(self._starts, offset)
        return row, offset - self._starts[row - 1] + 1

    def start(self, node: Any) -> int:
        """Returns where a node starts that has a position of its own."""
        return self._offset(node.lineno, node.col_offset)

    def end(self, node: Any) -> int:
        """Returns where a node ends that has a position of its own."""
        return self._offset(node.end_lineno, node.end_col_offset)

    def tokens(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yields the words and signs between two nodes, where there are no strings."""
        for token in TOKEN.finditer(self.text, start, end):
            if token[0][0] != "#":
                yield token

    def closing(self, start: int, end: int) -> list[int]:
        """Returns the ends of the `)` that come first between two nodes."""
        ends: list[int] = []
        for token in self.tokens(start, end):
            if token[0] != ")":
                break
            ends.append(token.end())
        return ends

    def opening(self, start: int, end: int) -> list[int]:
        """Returns the starts of the `(` that come last between two nodes."""
        starts: list[int] = []
        for token in self.tokens(start, end):
            starts = [*starts, token.start()] if token[0] == "(" else []
        return starts

    def colon(self, start: int) -> int:
        """Returns the end of what comes before the `:` that follows a node."""
        end = start
        for token in self.tokens(start, len(self.text)):
            if token[0] == ":":
                break
            end = token.end()
        return end

    def brace(self, start: int, end: int) -> int:
        """Returns the end of the `}` that closes what is open between two places, or -1."""
        depth = 1
        for found in BRACE.finditer(self.text, start, end):
            depth += 1 if found[0] == "{" else -1
            if not depth:
                return found.end()
        return -1

    def word(self, start: int) -> tuple[int, int]:
        """Returns the start and end of the next word."""
        found = WORD.search(self.text, start)
        return found.span() if found else (start, start)

    def case(self, start: int) -> int:
        """Returns where the `case` begins that a pattern, which starts here, follows."""
        if self._cases is None:
            self._cases = [each.start(1) for each in CASE.finditer(self.text)]
        number = bisect_right(self._cases, start - len("case")) - 1
        return self._cases[number] if number >= 0 else start

    def _offset(self, row: int, column: int) -> int:
        start = self._starts[row - 1]
        if self._is_ascii:
            return start + column
        end = self._starts[row] if row < len(self._starts) else len(self.text)
        return start + len(self.text[start:end].encode()[:column].decode(errors="ignore"))


def last_expression(node: ast.AST) -> ast.AST | None:
    """Returns the last node in the header of a compound statement."""
    match node:
        case ast.If() | ast.While():
            return node.test
        case ast.For() | ast.AsyncFor():
            return node.iter
        case ast.With() | ast.AsyncWith():
            return node.items[-1].optional_vars or node.items[-1].context_expr
        case ast.ExceptHandler():
            return node.type
        case ast.Match():
            return node.subject
        case ast.match_case():
            return node.guard or node.pattern
        case _:
            return None
