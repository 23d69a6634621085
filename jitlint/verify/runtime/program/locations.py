"""Files, rows and columns: which code is the user's, and what lies at a finding's span."""

import dis
import importlib.util
import linecache
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from sys import _getframe  # pyright: ignore[reportPrivateUsage]
from types import CodeType, FrameType, ModuleType, TracebackType
from typing import Any

from .fused_instructions import offsets_of
from .userjax import DIRECTORIES, JAX_DIRECTORY

Positions = tuple[int | None, int | None, int | None, int | None]
ByRow = dict[int, list[tuple[int, Positions]]]
CALLS = ("CALL", "PRECALL")
NAME = re.compile(r"(?:\w+\.)*(\w+)\(")
FOR_ITER = dis.opmap["FOR_ITER"]
LAST_COLUMN = 1 << 20
NO_FILES = ("/dev/", "/proc/", "/sys/")
INSTALLED = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")


@dataclass(frozen=True, slots=True, order=True)
class CallAround:
    """A call that a stretch is in, the greater the further in, and the last name of its callee."""

    edges: tuple[int, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of code: `file` as in `co_filename`; rows and columns count from 1."""

    file: str
    row: int
    column: int
    end_row: int
    end_column: int

    @property
    def path(self) -> str:
        """The path of the file, of a notebook's cell that of the notebook."""
        return split_cell(self.file)[0]

    @classmethod
    def of(cls, span: dict[str, Any]) -> "Spot":
        """Returns the stretch that a span of a question means."""
        edges = (span[name] for name in ("row", "column", "end_row", "end_column"))
        return cls(cell_file(span["file"], span["cell"]), *edges)

    def offsets(self, code: CodeType, by_row: ByRow) -> frozenset[int]:
        """Returns the offsets of the instructions that lie in the stretch, or on its rows."""
        found = (each for row in range(self.row, self.end_row + 1) for each in by_row.get(row, ()))
        held = frozenset(2 * index for index, each in found if self._holds(each))
        return held or (self._named(code) if self.row in by_row else held)

    def meets(self, code: CodeType, offset: int) -> bool:
        """Whether an instruction overlaps the stretch, by rows if its columns are not known.

        The instruction that asks an iterator for the next item spans the whole loop, but is
        written in its first row.
        """
        positions = positions_at(code, offset)
        if code.co_code[offset] == FOR_ITER:
            positions = (positions[0], positions[0], positions[2], LAST_COLUMN)
        row, end_row = positions[0], positions[1]
        if row is None or end_row is None or end_row < self.row or row > self.end_row:
            return False
        edges = _edges(self.file, positions)
        return edges is None or (edges[0] < self._end and edges[1] > self._start)

    def holds(self, code: CodeType, offset: int) -> bool:
        """Whether an instruction lies in the stretch."""
        return self._holds(positions_at(code, offset))

    def is_made_at(self, code: CodeType, offset: int) -> bool:
        """Whether an instruction makes the stretch as a whole: both end at the same place.

        The columns of parentheses around it are no instruction's; unknown ones are not compared.
        """
        edges = _edges(self.file, positions_at(code, offset))
        if edges is None or not self.meets(code, offset):
            return self.meets(code, offset)
        return edges[1] == self._end and edges[0] >= self._start

    def call_around(self, code: CodeType, offset: int) -> CallAround | None:
        """Returns the call that an instruction makes, if the stretch is in it."""
        edges = _edges(self.file, positions_at(code, offset))
        is_call = dis.opname[code.co_code[offset]].startswith(CALLS)
        if edges is None or not is_call or edges[0] > self._start or edges[1] < self._end:
            return None
        (row, column), (end_row, end_column) = edges
        callee = NAME.match(linecache.getline(self.file, row), column - 1)
        return CallAround((row, column, -end_row, -end_column), callee.group(1) if callee else "")

    def _named(self, code: CodeType) -> frozenset[int]:
        """Returns the offsets of what is done for the name that the stretch is."""
        line = linecache.getline(self.file, self.row)
        before, text = line[: self.column - 1], line[self.column - 1 : self.end_column - 1]
        if self.row != self.end_row or not text.replace(".", "").isidentifier():
            return frozenset()
        start = len(before.encode())
        end = start + len(text.encode())
        return offsets_of(code, text, (self.row, start), (self.row, end))

    def _holds(self, positions: Positions) -> bool:
        row, end_row = positions[0], positions[1]
        if row is None or end_row is None or row < self.row or end_row > self.end_row:
            return False
        edges = _edges(self.file, positions)
        return edges is None or (edges[0] >= self._start and edges[1] <= self._end)

    @property
    def _start(self) -> tuple[int, int]:
        return (self.row, self.column)

    @property
    def _end(self) -> tuple[int, int]:
        return (self.end_row, self.end_column)


class UserFiles:
    """The user's files among all files, and places as the user writes them."""

    def __init__(self, own: Iterable[str], shown: dict[str, str], directory: str) -> None:
        self._own = tuple(own)
        self._shown = shown
        self._directory = directory + os.sep
        self._known: dict[str, str] = {}

    def user(self, filename: str) -> str:
        """Returns the real path of a file of the user's, or an empty string."""
        if filename not in self._known:
            file = real(filename)
            self._known[filename] = file if self._is_user(file) else ""
        return self._known[filename]

    def read(self, paths: Iterable[str]) -> set[str]:
        """Returns those of the paths that are no part of Python, JAX, or an installed library."""
        texts = {_text(path) for path in paths if not path.startswith(NO_FILES)}
        return {file for file in texts if self.user(file)}

    def shown_place(self, file: str, row: int) -> str:
        """Returns `train.py:12`, or `intro.ipynb:cell 3:12`, with the path as it was given."""
        path, cell = split_cell(file)
        shown = self._shown.get(path) or path.removeprefix(self._directory)
        return f"{shown}:{cell}{row}"

    def innermost(self, frame: FrameType) -> FrameType | None:
        """Returns the innermost frame of the user's among a frame and its callers."""
        return next((each for each in callers(frame) if self.user(each.f_code.co_filename)), None)

    def modules(self) -> dict[str, ModuleType]:
        """Returns the modules of the user's that are imported, by name."""
        files = {n: (getattr(m, "__file__", None), m) for n, m in list(sys.modules.items())}
        return {name: module for name, (file, module) in files.items() if file and self.user(file)}

    def _is_user(self, file: str) -> bool:
        if file.startswith("<") or file.startswith(_MACHINERY):
            return False
        if file.startswith(self._own):
            return True
        return not file.startswith(_FOREIGN) and not any(part in file for part in INSTALLED)


def _text(path: str) -> str:
    """Returns the path of the source of a compiled module, or of the file itself."""
    if not path.endswith(".pyc"):
        return path
    try:
        return importlib.util.source_from_cache(path)
    except ValueError:
        return path


@cache
def real(filename: str) -> str:
    """Returns the path without symbolic links; what is no path stays."""
    return filename if filename.startswith("<") else os.path.realpath(filename)


def cell_file(file: str, cell: int | None) -> str:
    """Returns the name under which a notebook's cell is compiled, or the file's own."""
    return file if cell is None else f"{file}:cell {cell}"


def split_cell(file: str) -> tuple[str, str]:
    """Returns the path, and `cell 3:` if the file is a cell."""
    path, mark, number = file.rpartition(":cell ")
    return (path, f"cell {number}:") if mark else (file, "")


def frame_above(depth: int) -> FrameType:
    """Returns the frame of the caller's caller at depth 1, and so on.

    A function that keeps its own frame in a variable is a cycle, which keeps all frames below
    alive: what they hold stays in JAX's weak caches, and the count of compilations is wrong.
    """
    return _getframe(depth + 1)


def callers(frame: FrameType | None) -> Iterator[FrameType]:
    """Yields a frame and those that it was called from."""
    while frame is not None:
        yield frame
        frame = frame.f_back


def tracebacks(error: BaseException) -> Iterator[TracebackType]:
    """Yields the entries of an error's traceback, the outermost first."""
    entry = error.__traceback__
    while entry is not None:
        yield entry
        entry = entry.tb_next


def positions_at(code: CodeType, offset: int) -> Positions:
    """Returns the place of an instruction in the text: rows from 1, columns in bytes from 0."""
    return next(islice(code.co_positions(), offset // 2, None))


def is_internal(error: BaseException) -> bool:
    """Whether an error was raised by a file of this directory."""
    files = [each.tb_frame.f_code.co_filename for each in tracebacks(error)]
    return bool(files) and real(files[-1]).startswith(_MACHINERY)


def in_jax(filename: str) -> bool:
    """Whether a file is JAX's own."""
    return real(filename).startswith(JAX_DIRECTORY)


@cache
def by_row(code: CodeType) -> ByRow:
    """Returns the instructions, with their numbers, by the rows on which they start.

    To look a code object up is to read all of it: who has many questions asks once.
    """
    found: ByRow = {}
    for index, each in enumerate(code.co_positions()):
        if each[0] is not None:
            found.setdefault(each[0], []).append((index, each))
    return found


def _edges(file: str, positions: Positions) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Returns start and end as rows and columns in characters from 1, if they are known."""
    row, end_row, column, end_column = positions
    if row is None or end_row is None or column is None or end_column is None:
        return None
    return (row, _character(file, row, column)), (end_row, _character(file, end_row, end_column))


def _character(file: str, row: int, byte: int) -> int:
    """Python counts columns in bytes of UTF-8, and from 0."""
    line = linecache.getline(file, row)
    if line.isascii():
        return byte + 1
    return len(line.encode()[:byte].decode(errors="ignore")) + 1


_MACHINERY = os.path.dirname(os.path.dirname(os.path.realpath(__file__))) + os.sep
_FOREIGN = (
    *DIRECTORIES,
    *(os.path.realpath(path) + os.sep for path in map(sysconfig.get_path, ("stdlib", "purelib"))),
)
