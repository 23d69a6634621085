"""Parses a text with Python's own parser or LibCST, or returns the problem and its place."""

import ast
import importlib.util
import re
import sys
import warnings
from collections.abc import Callable

from jitlint.core.gc_tuning import without_gc
from jitlint.core.source import Problem, Source, cell_row

HINT = "this may be syntax of Python"
ON_LINE = re.compile(r"\bon line (\d+)")
DECORATED = r"^\s*(?:async\s+)?(?:def|class)\s+\w+\s*\["
NEWER = (  # since which version a line like this may be Python
    ((3, 12), re.compile(rf"{DECORATED}|^\s*type\s+\w+\s*(?:\[.*\]\s*)?=")),
    ((3, 13), re.compile(rf"{DECORATED}[^]]*=")),
    ((3, 14), re.compile(r"\b(?:[rR]?[tT]|[tT][rR])['\"]|^\s*except\s[^(:]*,")),
)


def parse(source: Source) -> ast.Module | Problem:
    """Returns the syntax tree of a text, of which LibCST reads what is too new for this Python."""
    if source.reader == "libcst":
        return _by(_libcst, source)
    found = _by(ast.parse, source)
    if isinstance(found, ast.Module) or source.reader == "ast" or not has_libcst():
        return found
    other = _by(_libcst, source)
    is_later = isinstance(other, Problem) and _at(other) > _at(found) and HINT in found.message
    return other if is_later or isinstance(other, ast.Module) else found


def has_libcst() -> bool:
    """Returns whether LibCST is there: it has no build for browsers."""
    return importlib.util.find_spec("libcst") is not None


def _at(problem: Problem) -> tuple[int, int]:
    return problem.cell or 0, problem.row


def _by(reader: Callable[[str], ast.Module], source: Source) -> ast.Module | Problem:
    try:
        with without_gc(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return reader(source.text)
    except SyntaxError as error:
        row, column = max(error.lineno or 1, 1), max(error.offset or 1, 1)
        newer = _newer(source, row, error.msg) if reader is ast.parse else ""
        return _problem_at(source, error.msg + newer, row, column)
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:
        return give_up(source, error)


def _libcst(text: str) -> ast.Module:
    from jitlint.frontend import from_libcst  # which takes longer to import than most files to read

    return from_libcst.parse(text)


def give_up(source: Source, error: Exception) -> Problem:
    """Returns the problem of a text that no parser can follow."""
    if isinstance(error, RecursionError | MemoryError):
        return Problem(source.path, "is nested too deeply to be read")
    reason = str(error).partition("\n")[0] or type(error).__name__
    return Problem(source.path, f"cannot be parsed: {reason}")


def _newer(source: Source, row: int, sentence: str) -> str:
    """Returns a hint at the newer Python whose syntax the line may be."""
    line = source.text.split("\n")[row - 1 : row]
    needed = [since for since, looks in NEWER if line and looks.search(line[0])]
    if sentence.startswith("f-string"):
        needed.append((3, 12))
    if not needed or max(needed) <= sys.version_info[:2]:
        return ""
    major, minor = sys.version_info[:2]
    newest = ".".join(map(str, max(needed)))
    return f" (jitlint runs in Python {major}.{minor}; {HINT} {newest})"


def _problem_at(source: Source, sentence: str, row: int, column: int) -> Problem:
    """Returns a problem at a row and column of a text; the rows of a notebook are its cells'."""
    if source.cells:
        sentence = ON_LINE.sub(lambda found: _on_row(source, int(found[1])), sentence)
    cell, row = cell_row(source.cells, row)
    place = "" if cell is None else f" in cell {cell}, row {row}"
    return Problem(source.path, f"cannot be parsed{place}: {sentence}", row, column, cell)


def _on_row(source: Source, row: int) -> str:
    cell, row = cell_row(source.cells, row)
    return f"on line {row} of cell {cell}"
