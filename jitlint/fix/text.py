"""Edits done to the text of a file, its line ends, encoding and layout kept as they are."""

import codecs
import json
import re
from collections.abc import Iterable

from jitlint.finding import Edit, Span
from jitlint.read import encoding
from jitlint.read.notebook_json import NotebookText
from jitlint.read.rows import Rows
from jitlint.read.source import Problem, decode

LINE_END = re.compile(r"\r\n|\r|\n")
NOTEBOOK = ".ipynb"
Edits = tuple[Edit[Span], ...]


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
    """Returns a text after edits, whose rows count from its beginning."""
    found = LINE_END.search(text)
    newline = found[0] if found else "\n"
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    for edit in sorted(edits, key=lambda edit: edit.at, reverse=True):
        start, end = _offsets(edit.at, starts, len(text))
        text = f"{text[:start]}{edit.text.replace(chr(10), newline)}{text[end:]}"
    return text


def overlap(edits: Iterable[Edit[Span]], others: Iterable[Edit[Span]]) -> bool:
    """Returns whether an edit changes what another one changes, or inserts at the same place."""
    there = list(others)
    return any(_overlap(edit.at, other.at) for edit in edits for other in there)


def _overlap(one: Span, other: Span) -> bool:
    if (one.path, one.cell) != (other.path, other.cell):
        return False
    start, end = (one.row, one.column), (one.end_row, one.end_column)
    other_start, other_end = (other.row, other.column), (other.end_row, other.end_column)
    return start == other_start or (start < other_end and other_start < end)


def _offsets(at: Span, starts: list[int], length: int) -> tuple[int, int]:
    places = ((at.row, at.column), (at.end_row, at.end_column))
    start, end = (
        starts[row - 1] + column - 1 if row <= len(starts) else length for row, column in places
    )
    return start, min(end, length)


def encoding_of(path: str, data: bytes) -> str:
    """Returns the encoding of a file; raises `UnusableEncoding`."""
    if path.endswith(NOTEBOOK):
        is_marked = data.startswith(codecs.BOM_UTF8)
        return encoding.UTF8_WITH_BOM if is_marked else encoding.UTF8
    return encoding.encoding_of(data)


def _is_python(path: str, data: bytes, edits: Edits) -> bool:
    """Returns whether the rows that edits touch are Python as they stand, and no magic."""
    source = decode(path, data)
    if isinstance(source, Problem):
        return False
    cells, rows = json.loads(data.decode("utf-8-sig"))["cells"], Rows.of(source)
    for edit in edits:
        code = cells[(edit.at.cell or 1) - 1]["source"]
        lines = LINE_END.split(code if isinstance(code, str) else "".join(code))
        for row in range(edit.at.row, min(edit.at.end_row, len(lines)) + 1):
            if lines[row - 1] != rows.line(row, edit.at.cell):
                return False
    return True
