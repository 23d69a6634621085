"""A file's text, or the problem for which there is none."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Literal

Reader = Literal["auto", "ast", "libcst"]
Cells = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    r"""A file's text, its line ends all `\n`.

    `cells` holds, for a notebook, the row of `text` (from 0) at which each code cell starts
    and the cell's number (from 1, of all cells). `reader` parses it: Python's own parser,
    LibCST, or LibCST only where Python's own cannot.
    """

    path: str
    text: str
    cells: Cells = ()
    reader: Reader = field(default="auto", compare=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file or path cannot be read; in a notebook `row` is that of the cell."""

    path: str
    message: str
    row: int = 1
    column: int = 1
    cell: int | None = None


def cell_row(cells: Cells, row: int) -> tuple[int | None, int]:
    """Returns the cell that a row of the text (from 1) lies in, and its row there (from 1)."""
    index = bisect_left(cells, row, key=lambda cell: cell[0]) - 1
    if index < 0:
        return None, row
    start, number = cells[index]
    return number, row - start
