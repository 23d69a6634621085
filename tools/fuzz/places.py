"""Places that a report names lie inside of the files that it names."""

import io
import json
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.fuzz.bench import Bench, Failure

Rows = list[str]


def misplaced(bench: Bench, findings: list[dict[str, Any]]) -> Iterator[Failure]:
    """Yields the places of findings that are in no text."""
    texts: dict[tuple[str, int | None], Rows | None] = {}
    for finding in findings:
        for place in _places(finding):
            key = place["filename"], place["cell"]
            if key not in texts:
                texts[key] = _rows(Path(key[0]), key[1])
            wrong = _wrong(place, texts[key])
            if wrong:
                sentence = f"{finding['code']} {key[0]}: {wrong}: {finding['message']}"
                cause = f"{finding['code']} {wrong.partition(' ')[0]}"
                yield Failure("place", sentence, bench.names_in(key[0]), cause)


def _places(finding: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield finding
    yield from finding["chain"]
    if finding["entry"]:
        yield from (finding["entry"]["starts"], finding["entry"]["defined"])
    for edit in finding["fix"]["edits"] if finding["fix"] else ():
        yield edit | {"filename": finding["filename"], "cell": finding["cell"]}


def _wrong(place: dict[str, Any], rows: Rows | None) -> str:
    """Returns what is wrong with a place, if anything is."""
    start, end = (_position(place[name]) for name in ("location", "end_location"))
    if rows is None:
        return "is not there"
    if start > end:
        return f"{start} is after {end}"
    for row, column in (start, end):
        if not 1 <= row <= len(rows):
            return f"row {row} of {len(rows)}"
        if not 1 <= column <= len(rows[row - 1]) + 1:
            return f"column {column} of {len(rows[row - 1])}"
    return ""


def _position(place: dict[str, int]) -> tuple[int, int]:
    return place["row"], place["column"]


def _rows(path: Path, cell: int | None) -> Rows | None:
    """Returns the rows of a file, or of a notebook's cell, as an editor counts them."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if path.suffix == ".ipynb":
        return _rows_of_cell(data, cell)
    text = data.removeprefix(b"\xef\xbb\xbf").decode(_encoding(data), errors="replace")
    return _split(text)


def _rows_of_cell(data: bytes, cell: int | None) -> Rows | None:
    try:
        whole = json.loads(data)
        return _split("".join(whole["cells"][cell - 1]["source"]) if cell else "")
    except (ValueError, LookupError, TypeError):
        return _split(data.decode(errors="replace"))


def _encoding(data: bytes) -> str:
    try:
        return tokenize.detect_encoding(io.BytesIO(data).readline)[0]
    except (SyntaxError, UnicodeDecodeError):
        return "utf-8"


def _split(text: str) -> Rows:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
