"""The extent of a node in one file, as `locations` finds it and a cache stores it."""

import msgspec


class Extent(msgspec.Struct, frozen=True, order=True, array_like=True):
    """A stretch of a file, as in `finding.Span`: from 1, in characters, the end exclusive."""

    row: int
    column: int
    end_row: int
    end_column: int
    cell: int | None = None
