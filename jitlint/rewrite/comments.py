"""The comments of a file, none of which an edit of code may write over."""

from bisect import bisect_left
from dataclasses import dataclass
from tokenize import COMMENT

from jitlint.frontend.tokens import tokens

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of a text in their order, and where each starts: rows from 1, columns from 0."""

    starts: tuple[Position, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Comments":
        """Returns the comments of a text that is Python."""
        found = list(tokens(text, COMMENT))
        return cls(tuple([each.start for each in found]), tuple([each.string for each in found]))

    def between(self, start: Position, end: Position) -> tuple[str, ...]:
        """Returns those that start between two positions."""
        return self.texts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
