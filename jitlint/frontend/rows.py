"""The lines of a file, found again by the rows that spans count."""

from dataclasses import dataclass

from jitlint.core.finding import Span
from jitlint.core.source import Source


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a text, and for a notebook the index at which each cell starts."""

    lines: tuple[str, ...]
    starts: dict[int, int]

    @classmethod
    def of(cls, source: Source) -> "Rows":
        """Returns the rows of a source."""
        starts = {number: start for start, number in source.cells}
        return cls(tuple(source.text.split("\n")), starts)

    def line(self, row: int, cell: int | None) -> str:
        """Returns a line without its end; empty where the text has no such row."""
        index = row - 1 + self.starts.get(cell or 0, 0)
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def between(self, at: Span) -> list[str]:
        """Returns the lines of a span, the first and the last of them cut at its ends."""
        lines = [self.line(row, at.cell) for row in range(at.row, at.end_row + 1)]
        lines[-1] = lines[-1][: at.end_column - 1]
        lines[0] = lines[0][at.column - 1 :]
        return lines
