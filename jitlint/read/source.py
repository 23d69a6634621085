"""A file's text as Python would decode it, or the one sentence that says why there is none."""

import codecs
from bisect import bisect_left
from dataclasses import dataclass

from jitlint import disk
from jitlint.cache.watch import Watch
from jitlint.read import encoding

NOTEBOOK = ".ipynb"
Cells = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    r"""A file's text, its line ends all `\n`.

    `cells` holds, for a notebook, the row of `text` (from 0) at which each code cell starts
    and the cell's number (from 1, of all cells).
    """

    path: str
    text: str
    cells: Cells = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file or path cannot be read; in a notebook `row` is that of the cell."""

    path: str
    message: str
    row: int = 1
    column: int = 1
    cell: int | None = None


def load(path: str, watch: Watch | None = None) -> Source | Problem:
    """Returns the text of a Python file or notebook."""
    if watch:
        watch.file(path)
    data = _read_bytes(path)
    if watch:
        watch.content(path, None if isinstance(data, Problem) else data)
    return data if isinstance(data, Problem) else decode(path, data)


def decode(path: str, data: bytes) -> Source | Problem:
    """Returns the text that the bytes of a Python file or notebook are."""
    if path.endswith(NOTEBOOK):
        from jitlint.read.notebook import join_cells  # which needs `Source` itself

        return join_cells(path, data)
    return _decode_python(path, data)


def encoding_of(path: str, data: bytes) -> str:
    """Returns the encoding of a Python file or notebook; raises `UnusableEncoding`."""
    if path.endswith(NOTEBOOK):
        is_marked = data.startswith(codecs.BOM_UTF8)
        return encoding.UTF8_WITH_BOM if is_marked else encoding.UTF8
    return encoding.encoding_of(data)


def cell_row(cells: Cells, row: int) -> tuple[int | None, int]:
    """Returns the cell that a row of the text (from 1) lies in, and its row there (from 1)."""
    index = bisect_left(cells, row, key=lambda cell: cell[0]) - 1
    if index < 0:
        return None, row
    start, number = cells[index]
    return number, row - start


def _read_bytes(path: str) -> bytes | Problem:
    try:
        return disk.read(path, disk.LONGEST if path.endswith(NOTEBOOK) else disk.MOST)
    except disk.TooLong as error:
        return Problem(path, f"{error.reason}: leave it out with `exclude`")
    except disk.Unfit as error:
        return Problem(path, error.reason)
    except OSError as error:
        return Problem(path, f"cannot be read: {(error.strerror or str(error)).lower()}")
    except ValueError as error:  # a NUL in the path itself
        return Problem(path, f"cannot be read: {error}")


def _decode_python(path: str, data: bytes) -> Source | Problem:
    if b"\0" in data:
        offset = data.index(b"\0")
        row = data.count(b"\n", 0, offset) + 1
        return Problem(path, f"holds a NUL byte at offset {offset} (line {row})", row)
    try:
        text = data.decode(encoding.encoding_of(data))
    except encoding.UnusableEncoding as error:
        return Problem(path, str(error))
    except UnicodeDecodeError as error:
        return _undecodable(path, data, error)
    return Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _undecodable(path: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    row = data.count(b"\n", 0, error.start) + 1
    return Problem(
        path,
        f"is not {error.encoding.upper()}: byte 0x{data[error.start]:02x} at offset {error.start}"
        f" (line {row}); save it as UTF-8, or declare its encoding in the first line",
        row,
    )
