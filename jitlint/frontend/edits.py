"""Edits done to the text of a file, its line ends, encoding and layout kept as they are."""

import json
import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from jitlint.core.finding import Edit, Span
from jitlint.core.source import Problem
from jitlint.frontend.decode import NOTEBOOK, decode, encoding_of
from jitlint.frontend.notebook_cells import NotebookText
from jitlint.frontend.rows import Rows

LINE_END = re.compile(r"\r\n|\r|\n")
Edits = Sequence[Edit[Span]]
Stretch = tuple[tuple[int, int], tuple[int, int]]


def changed(path: str, data: bytes, edits: Edits) -> bytes | None:
    """Returns a file after edits that do not overlap; None where they cannot be done."""
    is_notebook = path.endswith(NOTEBOOK)
    try:
        written = encoding_of(path, data)
        text = data.decode(written)
        if is_notebook and not _is_python(path, data, edits):
            return None
        new = NotebookText.of(path, text).edited(edits) if is_notebook else edited(text, edits)
        return new.encode(written) if text.encode(written) == data else None
    except (LookupError, ValueError):
        return None


def edited(text: str, edits: Iterable[Edit[Span]]) -> str:
    """Returns a text after edits that do not overlap, whose rows count from its beginning."""
    found = LINE_END.search(text)
    newline = found[0] if found else "\n"
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    pieces, done = list[str](), 0
    for edit in sorted(edits, key=lambda edit: edit.at):
        start, end = _offsets(edit.at, starts, len(text))
        pieces += (text[done:start], edit.text.replace("\n", newline))
        done = end
    return "".join([*pieces, text[done:]])


class Taken:
    """Edits that can be done together: `edits` holds each once."""

    def __init__(self) -> None:
        self.edits: dict[Edit[Span], None] = {}
        self._stretches: dict[tuple[str, int | None], list[Stretch]] = {}

    def take(self, edits: Iterable[Edit[Span]]) -> bool:
        """Takes edits as well, if none of them changes or inserts where another one does.

        Several fixes may have the same edit, such as an import. Returns whether they are taken.
        """
        new = [edit for edit in edits if edit not in self.edits]
        if any(self._is_taken(edit.at) for edit in new):
            return False
        for edit in new:
            self.edits[edit] = None
            insort(self._stretches.setdefault(_part(edit.at), []), _stretch(edit.at))
        return True

    def _is_taken(self, at: Span) -> bool:
        there, (start, end) = self._stretches.get(_part(at), []), _stretch(at)
        number = bisect_left(there, start, key=lambda stretch: stretch[0])
        after, before = there[number : number + 1], there[max(number - 1, 0) : number]
        meets = any(start == first or first < end for first, _ in after)
        return meets or any(last > start for _, last in before)


def _part(at: Span) -> tuple[str, int | None]:
    return at.path, at.cell


def _stretch(at: Span) -> Stretch:
    return (at.row, at.column), (at.end_row, at.end_column)


def _offsets(at: Span, starts: list[int], length: int) -> tuple[int, int]:
    places = ((at.row, at.column), (at.end_row, at.end_column))
    start, end = (
        starts[row - 1] + column - 1 if row <= len(starts) else length for row, column in places
    )
    return start, min(end, length)


def _is_python(path: str, data: bytes, edits: Edits) -> bool:
    """Returns whether the rows that edits touch are Python as they stand, and no magic."""
    source = decode(path, data)
    if isinstance(source, Problem):
        return False
    cells, rows = json.loads(data.decode("utf-8-sig"))["cells"], Rows.of(source)
    lines: dict[int, list[str]] = {}
    for edit in edits:
        cell = edit.at.cell or 1
        if cell not in lines:
            code = cells[cell - 1]["source"]
            lines[cell] = LINE_END.split(code if isinstance(code, str) else "".join(code))
        for row in range(edit.at.row, min(edit.at.end_row, len(lines[cell])) + 1):
            if lines[cell][row - 1] != rows.line(row, edit.at.cell):
                return False
    return True
