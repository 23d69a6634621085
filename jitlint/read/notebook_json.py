"""Where the cells of a notebook stand in its JSON, so that reports and edits find them there."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jitlint.finding import Edit, Span

DECODER = json.JSONDecoder(strict=False)
BLANK = re.compile(r"[ \t\n\r]*")
CHARACTER = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\r\\n|\\.|.", re.DOTALL)
LINE_ENDS = ("\\n", "\\r", "\\r\\n", "\n", "\r")
Literals = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class NotebookText:
    """The JSON of a notebook, and where in it the strings of each cell's source stand.

    `cells` holds by the cell's number, from 1, the offsets between the quotes of its strings.
    """

    path: str
    text: str
    cells: Mapping[int, Literals]

    @classmethod
    def of(cls, path: str, text: str) -> "NotebookText":
        """Returns a notebook by its JSON; raises ValueError where it is none."""
        try:
            cells = dict(_members(text, BLANK.match(text).end()))["cells"]  # type: ignore[union-attr]
            listed = enumerate(_members(text, cells), 1)
            return cls(path, text, {number: _literals(text, at) for number, (_, at) in listed})
        except (KeyError, IndexError) as error:
            raise ValueError(f"{path}: is not a notebook") from error

    def in_file(self, at: Span) -> Span:
        """Returns a span of a cell as one of the file; raises LookupError where it has no such."""
        start = self._place(self._offset(at.cell or 0, at.row, at.column))
        end = self._place(self._offset(at.cell or 0, at.end_row, at.end_column))
        return Span(at.path, *start, *end)

    def edited(self, edits: Iterable[Edit[Span]]) -> str:
        """Returns the JSON with edits of cells in it; all else stays as it was written."""
        text = self.text
        for begin, end, new in sorted(self._cuts(edits), reverse=True):
            text = f"{text[:begin]}{new}{text[end:]}"
        return text

    def escaped(self, text: str) -> str:
        """Returns a text as it is written between the quotes of this JSON."""
        return json.dumps(text, ensure_ascii=self.text.isascii())[1:-1]

    def _cuts(self, edits: Iterable[Edit[Span]]) -> Iterator[tuple[int, int, str]]:
        """Yields what to put in place of what: an edit may begin in one string, end in another."""
        for edit in edits:
            at, new = edit.at, self.escaped(edit.text)
            begin = self._offset(at.cell or 0, at.row, at.column)
            end = self._offset(at.cell or 0, at.end_row, at.end_column)
            for first, last in self.cells[at.cell or 0]:
                if begin <= last and first <= end:
                    yield max(begin, first), min(end, last), new
                    new = ""

    def _offset(self, cell: int, row: int, column: int) -> int:
        here, last = (1, 1), -1
        for first, last in self.cells[cell]:
            for match in CHARACTER.finditer(self.text, first, last):
                if here == (row, column):
                    return match.start()
                here = (here[0] + 1, 1) if match[0] in LINE_ENDS else (here[0], here[1] + 1)
        if here == (row, column) and last >= 0:
            return last
        raise LookupError(f"{self.path}: cell {cell} has no row {row}, column {column}")

    def _place(self, offset: int) -> tuple[int, int]:
        begin = self.text.rfind("\n", 0, offset) + 1
        return self.text.count("\n", 0, offset) + 1, offset - begin + 1


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
