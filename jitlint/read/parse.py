"""Parses a file's text, or says in one sentence where and why that cannot be done."""

import ast
import gc
import re
import warnings
from collections.abc import Generator
from contextlib import contextmanager

import libcst as cst

from jitlint.read.source import Problem, Source, cell_row

BRACKETS = re.compile(r"[()\[\]{}]")
DEEPEST = 200  # CPython's own limit; LibCST's parser overflows the stack not far beyond
MOST_LAMBDAS = 500
ON_LINE = re.compile(r"\bon line (\d+)")
ERROR_AT = re.compile(r"error at (\d+):(\d+)")
UNKNOWN_SYNTAX = "Python accepts this syntax, but the parser used here does not"


def parse(source: Source) -> cst.Module | Problem:
    """Returns the syntax tree of a text."""
    if _is_suspect(source.text):
        problem = reject(source)
        if problem is not None:
            return problem
    try:
        with _without_collecting():
            return cst.parse_module(source.text)
    except cst.ParserSyntaxError as error:
        return reject(source) or _problem_at(source, UNKNOWN_SYNTAX, *_place(error))
    except BaseException as error:
        return reject(source) or give_up(source, error)


def reject(source: Source) -> Problem | None:
    """Returns why the running Python cannot parse a text, which may be newer than it is."""
    try:
        _compile(source.text)
    except SyntaxError as error:
        row, column = max(error.lineno or 1, 1), max(error.offset or 1, 1)
        return _problem_at(source, error.msg, row, column)
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:
        return give_up(source, error)
    return None


def give_up(source: Source, error: BaseException) -> Problem:
    """Returns the problem of a text that no parser can follow; an interrupt goes on its way."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
        raise error
    if isinstance(error, RecursionError | MemoryError):
        return Problem(source.path, "is nested too deeply to be read")
    reason = str(error).partition("\n")[0] or type(error).__name__
    return Problem(source.path, f"cannot be parsed: {reason}")


def _compile(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compile(text, "<text>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)


def _place(error: cst.ParserSyntaxError) -> tuple[int, int]:
    """Returns where LibCST stopped: its sentence says so exactly, its attributes by the line."""
    said = ERROR_AT.search(error.message)
    row, column = map(int, said.groups()) if said else (error.raw_line, error.raw_column + 1)
    return row, max(column, 1)


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


def _is_suspect(text: str) -> bool:
    """Returns whether a text may be nested so deeply that LibCST would end the process."""
    if text.count("lambda") > MOST_LAMBDAS:
        return True
    depth = 0
    for bracket in BRACKETS.findall(text):
        depth = depth + 1 if bracket in "([{" else max(depth - 1, 0)
        if depth > DEEPEST:
            return True
    return False


@contextmanager
def _without_collecting() -> Generator[None]:
    """Holds the garbage collector back: a syntax tree has no garbage, and it costs a third."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
