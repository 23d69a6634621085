"""Spans of findings as an editor counts them: lines from 0, columns in its own code units."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lsprotocol import types
from pygls.workspace import PositionCodec

from jitlint.core.finding import Edit, Span
from jitlint.core.source import Source
from jitlint.frontend.rows import Rows
from jitlint.server.documents import Opened


@dataclass(frozen=True, slots=True)
class EditorPlaces:
    """The documents of one moment, their texts, and how the editor counts columns."""

    opened: Opened
    sources: Mapping[str, Source]
    codec: PositionCodec
    _rows: dict[str, Rows] = field(default_factory=dict[str, Rows])

    def location(self, at: Span) -> types.Location:
        """Returns where a span is; in a notebook that is not open, the notebook itself."""
        return types.Location(self.opened.uri(at.path, at.cell), self.range(at))

    def range(self, at: Span) -> types.Range:
        """Returns the lines and columns of a span, in its document."""
        if at.cell is not None and (at.path, at.cell) not in self.opened.documents:
            return types.Range(types.Position(0, 0), types.Position(0, 0))
        begin = self._position(at, at.row, at.column)
        return types.Range(begin, self._position(at, at.end_row, at.end_column))

    def edit(self, edit: Edit[Span]) -> types.TextEdit:
        """Returns an edit as the editor makes it."""
        return types.TextEdit(self.range(edit.at), edit.text)

    def _position(self, at: Span, row: int, column: int) -> types.Position:
        if at.path not in self._rows and at.path in self.sources:
            self._rows[at.path] = Rows.of(self.sources[at.path])
        rows = self._rows.get(at.path)
        line = rows.line(row, at.cell) if rows else ""
        before = line[: column - 1]
        units = len(before) if before.isascii() else self.codec.client_num_units(before)
        return types.Position(row - 1, units)


def meet(one: types.Range, other: types.Range) -> bool:
    """Returns whether two ranges have a place in common, be it where one ends."""
    return one.start <= other.end and other.start <= one.end
