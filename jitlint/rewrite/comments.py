"""The comments of a file, none of which an edit of code may write over."""

import io
import tokenize
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of a text in their order, and where each starts: rows from 1, columns from 0."""

    starts: tuple[Position, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Comments":
        """Returns the comments of a text that is Python."""
        found = list(_comments(text))
        return cls(tuple([start for start, _ in found]), tuple([said for _, said in found]))

    def between(self, start: Position, end: Position) -> tuple[str, ...]:
        """Returns those that start between two positions."""
        return self.texts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _comments(text: str) -> Iterator[tuple[Position, str]]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start, token.string
    except (tokenize.TokenError, SyntaxError):
        return
