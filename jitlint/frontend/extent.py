"""Where something is in one file: what `spans` finds and a cache keeps."""

import msgspec


class Extent(msgspec.Struct, frozen=True, order=True, array_like=True):
    """A stretch of a file, as in `finding.Span`: from 1, in characters, the end exclusive."""

    row: int
    column: int
    end_row: int
    end_column: int
    cell: int | None = None
