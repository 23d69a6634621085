"""Turns a notebook into one text: its code cells in order, with IPython's magics blanked."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from jitlint.core.source import Problem, Source

PYTHON_CELLS = (
    "capture", "compilations", "debug", "ipytest", "prun", "pypy", "python", "python3", "time",
    "timeit",
)  # fmt: skip
CELL_MAGIC = re.compile(r"\s*%%(\w*)")
MAGIC = re.compile(r"([ \t]*)([%!?/,;]|[\w*][\w.*\[\]]*[ \t]*\?{1,2}[ \t]*$)")
TARGET = r"\*?[\w.]++(?:\[[^\]=#]*+\])*+"  # what is matched is not tried in other ways again
TARGETS = rf"{TARGET}(?:\s*+,\s*+{TARGET})*+"
ASSIGNED_MAGIC = re.compile(
    rf"(\s*+{TARGETS}\s*+(?::[^=#'\"]++)?+=\s*+(?:{TARGETS}\s*+=\s*+)*+)[%!](?!=)"
)
TOKEN = re.compile(r"\"\"\"|'''|#.*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|[()\[\]{}]|\\\n")


def join_cells(path: str, data: bytes) -> Source | Problem:
    """Returns the code of a notebook as one text; every cell keeps its rows."""
    notebook = _parse(path, data)
    if isinstance(notebook, Problem):
        return notebook
    text: list[str] = []
    cells: list[tuple[int, int]] = []
    row = 0
    for number, code in _code_cells(notebook):
        plain = _blank(code) + "\n"
        cells.append((row, number))
        text.append(plain)
        row += plain.count("\n")
    return Source(path, "".join(text), tuple(cells))


def _parse(path: str, data: bytes) -> dict[str, Any] | Problem:
    try:
        notebook: object = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Problem(path, f"is not UTF-8: byte 0x{data[error.start]:02x} at {error.start}")
    except json.JSONDecodeError as error:
        reason = f"{error.msg.lower()} (line {error.lineno}, column {error.colno})"
        return Problem(path, f"is not a notebook: broken JSON, {reason}")
    except (ValueError, RecursionError):
        return Problem(path, "is not a notebook: its JSON cannot be read")
    fields = cast("dict[str, Any]", notebook) if isinstance(notebook, dict) else {}
    if "worksheets" in fields:
        return Problem(path, "is a notebook of format 3; `jupyter nbconvert` can upgrade it")
    if not isinstance(fields.get("cells"), list):
        return Problem(path, "is not a notebook: it has no list of cells")
    return fields


def _code_cells(notebook: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Yields the number and text of each code cell, none where the language is not Python."""
    if not _is_python(notebook):
        return
    for number, cell in enumerate(notebook["cells"], 1):
        match cell:
            case {"cell_type": "code", "source": str(source)}:
                yield number, source
            case {"cell_type": "code", "source": [*lines]}:
                yield number, "".join(line for line in lines if isinstance(line, str))
            case _:
                pass


def _is_python(notebook: dict[str, Any]) -> bool:
    match notebook.get("metadata"):
        case {"language_info": {"name": str(name)}} | {"kernelspec": {"language": str(name)}}:
            return name.lower() in ("python", "ipython")
        case _:
            return True


def _blank(code: str) -> str:
    """Returns a cell's text with its magics replaced, row by row."""
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    rows = code.split("\n")
    first = next((i for i, row in enumerate(rows) if row.strip() and row.strip()[0] != "#"), 0)
    magic = CELL_MAGIC.match(rows[first])
    if magic and magic[1] not in PYTHON_CELLS:
        return "\n" * (len(rows) - 1)
    if magic:
        rows[first] = ""
    return "\n".join(_without_magics(rows))


def _without_magics(rows: list[str]) -> Iterator[str]:
    quote, depth, continued, inside_magic = "", 0, False, False
    for row in rows:
        if inside_magic:
            inside_magic = row.endswith("\\")
            yield ""
            continue
        if not (quote or depth or continued):
            plain = _without_magic(row)
            if plain != row:
                inside_magic = row.endswith("\\")
                yield plain
                continue
        quote, depth, continued = _scan(row, quote, depth)
        yield row


def _without_magic(row: str) -> str:
    magic = MAGIC.match(row)
    if magic:
        return f"{magic[1]}pass"
    assigned = ASSIGNED_MAGIC.match(row)
    return f"{assigned[1]}..." if assigned else row


def _scan(row: str, quote: str, depth: int) -> tuple[str, int, bool]:
    """Returns the open triple quote, the open brackets and whether the next row continues this."""
    for token in TOKEN.findall(row + "\n"):
        if quote:
            quote = "" if token == quote else quote
        elif token in ('"""', "'''"):
            quote = token
        elif token in "([{":
            depth += 1
        elif token in ")]}":
            depth = max(depth - 1, 0)
    return quote, depth, not quote and row.endswith("\\")
