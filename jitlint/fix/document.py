"""A file as a fix sees it: Python's own syntax tree, whose nodes know their text and place."""

import ast
from collections.abc import Iterator
from typing import TypeVar

from jitlint.finding import Edit, Span
from jitlint.read.source import Source, cell_row

Node = TypeVar("Node", bound=ast.AST)
Position = tuple[int, int]
Meanings = dict[str, list[str]]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Document:
    """A parsed file. Rows count from 1 in the whole text, columns from 0 in characters.

    `bindings` holds the names that its scopes bind, as far as somebody has asked.
    """

    def __init__(self, source: Source, tree: ast.Module) -> None:
        self.source, self.tree = source, tree
        self.bindings: dict[ast.AST, Meanings] = {}
        self.lines = source.text.split("\n")
        self.nodes = [node for node in ast.walk(tree) if isinstance(node, _Placed)]
        self._parents = {
            child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
        }
        self._starts = {number: start for start, number in source.cells}

    @classmethod
    def of(cls, source: Source) -> "Document | None":
        """Returns the document of a source; None where the running Python cannot parse it."""
        try:
            return cls(source, ast.parse(source.text))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    def node(self, at: Span, kind: type[Node]) -> Node | None:
        """Returns the node of a kind that takes exactly a span."""
        before = self._starts.get(at.cell or 0, 0)
        start, end = (at.row + before, at.column - 1), (at.end_row + before, at.end_column - 1)
        near = (node for node in self.nodes if isinstance(node, kind) and node.lineno == start[0])
        return next((node for node in near if self.extent(node) == (start, end)), None)

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yields what a node lies in, from the inside to the module."""
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

    def _column(self, row: int, offset: int) -> int:
        """Returns a column in characters; Python counts in bytes of UTF-8."""
        line = self.lines[row - 1]
        return offset if line.isascii() else len(line.encode()[:offset].decode(errors="replace"))


_Placed = ast.stmt | ast.expr | ast.alias | ast.excepthandler | ast.arg | ast.keyword
