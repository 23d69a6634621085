"""The positions of the cells of a notebook in its JSON, for reports and edits."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jitlint.core.finding import Edit, Span

DECODER = json.JSONDecoder(strict=False)
BLANK = re.compile(r"[ \t\n\r]*")
CHARACTER = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\r\\n|\\.|.", re.DOTALL)
LINE_ENDS = ("\\n", "\\r", "\\r\\n", "\n", "\r")
Literals = tuple[tuple[int, int], ...]
Rows = list[list[int]]


@dataclass(frozen=True, slots=True)
class NotebookText:
    """The JSON of a notebook, and where in it the strings of each cell's source stand.

    `cells` holds by the cell's number, from 1, the offsets between the quotes of its strings.
    """

    path: str
    text: str
    cells: Mapping[int, Literals]
    _starts: list[int] = field(default_factory=list[int], repr=False, compare=False)
    _rows: dict[int, Rows] = field(default_factory=dict[int, Rows], repr=False, compare=False)

    @classmethod
    def of(cls, path: str, text: str) -> "NotebookText":
        """Returns a notebook by its JSON; raises ValueError where it is none."""
        try:
            cells = dict(_members(text, BLANK.match(text).end()))["cells"]  # type: ignore[union-attr]
            listed = enumerate(_members(text, cells), 1)
            return cls(path, text, {number: _literals(text, at) for number, (_, at) in listed})
        except (KeyError, IndexError, RecursionError) as error:
            raise ValueError(f"{path}: is not a notebook") from error

    def in_file(self, at: Span) -> Span:
        """Returns a span of a cell as one of the file; raises LookupError where it has no such."""
        start = self._place(self._offset(at.cell or 0, at.row, at.column))
        end = self._place(self._offset(at.cell or 0, at.end_row, at.end_column))
        return Span(at.path, *start, *end)

    def edited(self, edits: Iterable[Edit[Span]]) -> str:
        """Returns the JSON with edits of cells in it; all else stays as it was written."""
        pieces, done = list[str](), 0
        for begin, end, new in sorted(self._cuts(edits)):
            pieces += (self.text[done:begin], new)
            done = end
        return "".join([*pieces, self.text[done:]])

    def escaped(self, text: str) -> str:
        """Returns a text as it is written between the quotes of this JSON."""
        return json.dumps(text, ensure_ascii=self.text.isascii())[1:-1]

    def _cuts(self, edits: Iterable[Edit[Span]]) -> Iterator[tuple[int, int, str]]:
        """Yields replacements of the JSON: an edit may begin in one string and end in another."""
        for edit in edits:
            at, new = edit.at, self.escaped(edit.text)
            begin = self._offset(at.cell or 0, at.row, at.column)
            end = self._offset(at.cell or 0, at.end_row, at.end_column)
            for first, last in self.cells[at.cell or 0]:
                if begin <= last and first <= end:
                    yield max(begin, first), min(end, last), new
                    new = ""

    def _offset(self, cell: int, row: int, column: int) -> int:
        if cell not in self._rows:
            self._rows[cell] = _rows(self.text, self.cells[cell])
        rows = self._rows[cell]
        if row <= len(rows) and column <= len(rows[row - 1]):
            return rows[row - 1][column - 1]
        raise LookupError(f"{self.path}: cell {cell} has no row {row}, column {column}")

    def _place(self, offset: int) -> tuple[int, int]:
        if not self._starts:
            self._starts.extend([0, *(found.end() for found in re.finditer("\n", self.text))])
        row = bisect_right(self._starts, offset)
        return row, offset - self._starts[row - 1] + 1


def _rows(text: str, literals: Literals) -> Rows:
    """Returns for each row of a cell where its characters and its end are in the JSON."""
    rows: Rows = [[]]
    last = -1
    for first, last in literals:
        for found in CHARACTER.finditer(text, first, last):
            rows[-1].append(found.start())
            if found[0] in LINE_ENDS:
                rows.append([])
    if last >= 0:
        rows[-1].append(last)
    return rows


def _literals(text: str, cell: int) -> Literals:
    """Returns the strings of a cell's source: one, or one for each line."""
    at = dict(_members(text, cell)).get("source")
    if at is None:
        return ()
    starts = [at, *(start for _, start in _members(text, at))]
    strings = [start for start in starts if text[start] == '"']
    return tuple((start + 1, DECODER.raw_decode(text, start)[1] - 1) for start in strings)


def _members(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Yields the key, empty in an array, and the offset of each value of what begins here."""
    keyed = text[at] == "{"
    if not keyed and text[at] != "[":
        return
    at = _skip(text, at + 1)
    while text[at] not in "]}":
        key = ""
        if keyed:
            key, at = DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        yield key, at
        at = _skip(text, DECODER.raw_decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    found = BLANK.match(text, at)
    return found.end() if found else at
