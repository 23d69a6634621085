"""The text of the user's modules as syntax trees, and the calls of a function in them."""

import ast
import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .index import SyntaxIndex, WrittenCall, index
from .load import read_cells
from .locations import split_cell

EXAMPLE = re.compile(r"^\s*#\s*jitlint:\s*example\s+(.+)$", re.MULTILINE)
Body = list[ast.stmt]


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file of the program, its text, its tree, and what is looked up in that.

    The `examples` are the calls that its comments give, each a tree of its own.
    """

    file: str
    text: str
    tree: ast.Module
    index: SyntaxIndex
    examples: tuple[ast.Module, ...] = ()

    def line(self, row: int) -> str:
        """Returns a row, counted from 1."""
        return (["", *self.text.splitlines()])[row]


def parse(file: str) -> ParsedFile:
    """Returns the tree of a file, of one cell of a notebook, or of all of its cells in a row.

    What cannot be parsed is empty.
    """
    body: Body = []
    texts = _texts(file)
    for text in texts:
        with contextlib.suppress(SyntaxError, ValueError):
            body += ast.parse(text).body
    tree = ast.Module(body, [])
    text = "\n".join(texts)
    return ParsedFile(file, text, tree, index(tree), tuple(_examples(text)))


def _examples(text: str) -> Iterator[ast.Module]:
    for example in EXAMPLE.findall(text):
        with contextlib.suppress(SyntaxError):
            yield ast.parse(example.strip())


def calls(files: Iterable[ParsedFile], names: set[str]) -> Iterator[tuple[ParsedFile, WrittenCall]]:
    """Yields the calls of what the names hold, in the order of the text."""
    for source in files:
        found = [each for name in names for each in source.index.calls.get(name, ())]
        yield from ((source, each) for each in sorted(found, key=lambda each: each.number))


def callers(sources: Iterable[ParsedFile], name: str) -> Iterator[tuple[str, str]]:
    """Yields the `__qualname__` and the file of each function that calls what a name holds."""
    for source, written in calls(sources, aliases(sources, name)):
        yield enclosing(source.tree, written.call.lineno), split_cell(source.file)[0]


def aliases(sources: Iterable[ParsedFile], name: str) -> set[str]:
    """Returns the names that hold a function or what a transformation makes of it."""
    names: set[str] = set()
    waiting = [name]
    indices = [source.index for source in sources]
    while waiting:
        held = waiting.pop()
        if held not in names:
            names.add(held)
            waiting += [each for index in indices for each in index.assigned.get(held, ())]
    return names


def enclosing(tree: ast.Module, row: int) -> str:
    """Returns the `__qualname__` of the innermost function around a row, or an empty string."""
    return _enclosing(tree.body, row, "", "")


def assigned_at(tree: ast.Module, row: int) -> str:
    """Returns the name that a statement of the module, on a row, assigns to."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and node.lineno <= row <= (node.end_lineno or row):
            return next((t.id for t in node.targets if isinstance(t, ast.Name)), "")
    return ""


def _enclosing(body: Body, row: int, prefix: str, found: str) -> str:
    for node in body:
        if not node.lineno <= row <= (node.end_lineno or node.lineno):
            continue
        match node:
            case ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
                inner = f"{prefix}{name}"
                return _enclosing(node.body, row, f"{inner}.<locals>.", inner)
            case ast.ClassDef(name):
                return _enclosing(node.body, row, f"{prefix}{name}.", found)
            case _:
                return _enclosing(_blocks(node), row, prefix, found)
    return found


def _blocks(statement: ast.stmt) -> Body:
    blocks: list[Body] = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
    handlers: list[ast.ExceptHandler] = getattr(statement, "handlers", [])
    return [each for block in [*blocks, *(h.body for h in handlers)] for each in block]


def _texts(file: str) -> list[str]:
    try:
        path, cell = split_cell(file)
        if path.endswith(".ipynb"):
            return [text for n, text in read_cells(path) if cell in ("", f"cell {n}:")]
        with open(file, encoding="utf-8") as stream:
            return [stream.read()]
    except (OSError, ValueError, KeyError, TypeError):
        return []
