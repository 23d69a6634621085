"""Turns ordinals into rows and columns, only in the files with findings."""

from collections.abc import Iterable

from jitlint.core.source import Problem, Source, cell_row
from jitlint.frontend.extent import Extent
from jitlint.frontend.lower import places
from jitlint.frontend.node_extents import Stretch, Stretches
from jitlint.frontend.node_text import Text
from jitlint.frontend.parse import parse

NOWHERE = (0, 0)


def locate(source: Source, ordinals: Iterable[int]) -> dict[int, Extent]:
    """Returns the extents of a file's ordinals; -1 is its first character.

    An ordinal without a node, or of a text that cannot be parsed, is at the first character too.
    """
    wanted = sorted(set(ordinals))
    text = Text(source.text)
    stretches = _stretches(source, text, wanted) if wanted and wanted[-1] >= 0 else {}
    return {ordinal: _extent(source, text, stretches.get(ordinal, NOWHERE)) for ordinal in wanted}


def _stretches(source: Source, text: Text, ordinals: Iterable[int]) -> dict[int, Stretch]:
    module = parse(source)
    if isinstance(module, Problem):
        return {}
    known, find = places(module), Stretches(text)
    return {ordinal: find.of(*known[ordinal]) for ordinal in ordinals if 0 <= ordinal < len(known)}


def _extent(source: Source, text: Text, stretch: Stretch) -> Extent:
    (row, column), (end_row, end_column) = map(text.place, stretch)
    cell, cell_start = cell_row(source.cells, row)
    return Extent(cell_start, column, end_row - row + cell_start, end_column, cell)
