"""A file as a fix sees it: Python's own syntax tree, whose nodes know their text and place."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from jitlint.core.finding import Edit, Span
from jitlint.core.source import Problem, Source, cell_row
from jitlint.rewrite.comments import Comments

Node = TypeVar("Node", bound=ast.AST)
Position = tuple[int, int]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
WIDTH = 88  # of a line, as formatters leave it


@dataclass(frozen=True, slots=True)
class Bindings:
    """The names that a scope binds, each with what its imports mean, else with an empty text.

    `locals` are the names by such meanings; `declared` are those that are another scope's.
    """

    meanings: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    locals: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    declared: set[str] = field(default_factory=set[str])


class Document:
    """A parsed file. Rows count from 1 in the whole text, columns from 0 in characters.

    `bindings` holds those of its scopes, and `traced` which of its functions only JAX runs, as far
    as somebody has asked.
    """

    def __init__(self, source: Source, tree: ast.Module) -> None:
        self.source, self.tree = source, tree
        self.bindings: dict[ast.AST, Bindings] = {}
        self.traced: dict[ast.AST, bool] = {}
        self.lines = source.text.split("\n")
        self._parents: dict[ast.AST, ast.AST] = {}
        self._placed: dict[tuple[int, int, int, int], list[ast.AST]] = {}
        for node in ast.walk(tree):
            if isinstance(node, _Placed):
                self._placed.setdefault(_place(node), []).append(node)
            for child in ast.iter_child_nodes(node):
                self._parents[child] = node
        self._starts = {number: start for start, number in source.cells}

    @classmethod
    def of(cls, source: Source) -> "Document | None":
        """Returns the document of a source; None where the running Python cannot parse it."""
        from jitlint.frontend.parse import parse  # which who offers no fix has no use for

        tree = parse(source)
        return None if isinstance(tree, Problem) else cls(source, tree)

    @cached_property
    def words(self) -> frozenset[str]:
        """The names that are read, bound, imported or passed anywhere."""
        return frozenset(word for node in ast.walk(self.tree) for word in _words(node) if word)

    @cached_property
    def first_import(self) -> ast.stmt | None:
        """The first statement that imports something, but for what changes the language."""
        return next((each for each in self.tree.body if _is_plain_import(each)), None)

    @cached_property
    def comments(self) -> Comments:
        """The comments of the file."""
        return Comments.of(self.source.text)

    def node(self, at: Span, kind: type[Node]) -> Node | None:
        """Returns the node of a kind that takes exactly a span."""
        (row, column), (end_row, end_column) = self.ends(at)
        if end_row > len(self.lines):
            return None
        place = row, self._bytes(row, column), end_row, self._bytes(end_row, end_column)
        there = self._placed.get(place, ())
        return next((node for node in there if isinstance(node, kind)), None)

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yields the ancestors of a node, from the innermost to the module."""
        while node in self._parents:
            node = self._parents[node]
            yield node

    def statement(self, node: ast.AST) -> ast.stmt:
        """Returns the statement that a node is or lies in."""
        found = (each for each in (node, *self.around(node)) if isinstance(each, ast.stmt))
        return next(found)

    def function(self, node: ast.AST) -> Function | None:
        """Returns the innermost function whose body a node lies in."""
        return next((each for each in self.around(node) if isinstance(each, FUNCTIONS)), None)

    def extent(self, node: ast.AST) -> tuple[Position, Position]:
        """Returns where a node starts and ends."""
        assert isinstance(node, _Placed)
        row, end_row = node.lineno, node.end_lineno or node.lineno
        end = self._column(end_row, node.end_col_offset or 0)
        return (row, self._column(row, node.col_offset)), (end_row, end)

    def text(self, node: ast.AST) -> str:
        """Returns the text of a node."""
        return self.between(*self.extent(node))

    def between(self, start: Position, end: Position) -> str:
        """Returns the text from one position to another."""
        rows = self.lines[start[0] - 1 : end[0]]
        rows[-1] = rows[-1][: end[1]]
        rows[0] = rows[0][start[1] :]
        return "\n".join(rows)

    def replace(self, node: ast.AST, text: str, *, safe: bool = True) -> Edit[Span]:
        """Returns the edit that puts another text in the place of a node."""
        return self.edit(*self.extent(node), text, safe=safe)

    def edit(self, start: Position, end: Position, text: str, *, safe: bool = True) -> Edit[Span]:
        """Returns the edit that puts another text between two positions."""
        cell, row = cell_row(self.source.cells, start[0])
        _, end_row = cell_row(self.source.cells, end[0])
        at = Span(self.source.path, row, start[1] + 1, end_row, end[1] + 1, cell)
        return Edit(at, text, safe)

    def keeps_comments(self, edits: Sequence[Edit[Span]]) -> bool:
        """Returns whether edits write again each comment that they write over."""
        lost = [said for edit in edits for said in self.comments.between(*self.ends(edit.at))]
        new = "".join(f"{edit.text}\n" for edit in edits)
        return all(new.count(f"{said}\n") >= lost.count(said) for said in lost)

    def ends(self, at: Span) -> tuple[Position, Position]:
        """Returns where a span starts and ends in the whole text."""
        before = self._starts.get(at.cell or 0, 0)
        return (at.row + before, at.column - 1), (at.end_row + before, at.end_column - 1)

    def _column(self, row: int, offset: int) -> int:
        """Returns a column in characters; Python counts in bytes of UTF-8."""
        line = self.lines[row - 1]
        return offset if line.isascii() else len(line.encode()[:offset].decode(errors="replace"))

    def _bytes(self, row: int, column: int) -> int:
        line = self.lines[row - 1]
        return column if line.isascii() else len(line[:column].encode())


_Placed = ast.stmt | ast.expr | ast.alias | ast.excepthandler | ast.arg | ast.keyword


def _place(node: _Placed) -> tuple[int, int, int, int]:
    end = node.end_lineno or node.lineno, node.end_col_offset or 0
    return node.lineno, node.col_offset, *end


def _words(node: ast.AST) -> tuple[str | None, ...]:
    match node:
        case ast.Name(id=name) | ast.arg(arg=name):
            return (name,)
        case ast.alias(name=name, asname=local):
            return name, local
        case _:
            return ()


def _is_plain_import(statement: ast.stmt) -> bool:
    match statement:
        case ast.ImportFrom(module=module, level=0):
            return module != "__future__"
        case ast.Import():
            return True
        case _:
            return False
