"""The state of a conversion from LibCST to `ast`: where nodes are, and the dispatch table."""

import ast
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import libcst as cst

from jitlint.frontend.from_libcst.places import NodePlace, NodePlaces

Convert = Callable[["Conversion", Any], Any]


@dataclass(frozen=True, slots=True)
class Conversion:
    """The state of a conversion: it converts the parts of a node."""

    converts: Mapping[type, Convert]
    places: NodePlaces

    def at(self, node: cst.CSTNode) -> NodePlace:
        """Returns the place of a node."""
        return self.places.of(node)

    def any(self, node: cst.CSTNode) -> Any:
        """Returns a node of `ast` for one of LibCST."""
        return self.converts[type(node)](self, node)

    def optional(self, node: cst.CSTNode | None) -> Any:
        """Returns a node of `ast`, if there is one of LibCST."""
        return None if node is None else self.converts[type(node)](self, node)

    def target(self, node: cst.CSTNode) -> Any:
        """Returns what an assignment binds."""
        return as_target(self.any(node), ast.Store())

    def block(self, node: cst.BaseSuite | cst.Else | cst.Finally | None) -> list[ast.stmt]:
        """Returns the statements of a block, an `else` or a `finally`."""
        if node is None:
            return []
        suite = node.body if isinstance(node, cst.Else | cst.Finally) else node
        return self.statements(suite.body)

    def statements(self, nodes: Iterable[cst.CSTNode]) -> list[ast.stmt]:
        """Returns statements, those of one line each on its own."""
        converted: list[ast.stmt] = []
        for node in nodes:
            inside = node.body if isinstance(node, cst.SimpleStatementLine) else [node]
            converted += [self.any(each) for each in inside]
        return converted


def word(node: cst.Name) -> str:
    """Returns a name as Python compares it."""
    name = node.value
    return name if name.isascii() else unicodedata.normalize("NFKC", name)


def as_target(node: ast.expr, context: ast.expr_context) -> ast.expr:
    """Returns an expression as one that is bound or deleted."""
    match node:
        case ast.Name() | ast.Attribute() | ast.Subscript():
            node.ctx = context
        case ast.Tuple(elts=inside) | ast.List(elts=inside):
            node.ctx = context
            for each in inside:
                as_target(each, context)
        case ast.Starred(value=value):
            node.ctx = context
            as_target(value, context)
        case _:
            pass
    return node
