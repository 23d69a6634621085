"""The lines of a file, found again by the rows that spans count."""

from dataclasses import dataclass

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
