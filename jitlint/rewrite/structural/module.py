"""A file as LibCST reads it, with the places, parents, scopes and meanings of its nodes."""

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeVar

import libcst as cst
from libcst.metadata import (
    BaseAssignment,
    CodeRange,
    MetadataWrapper,
    ParentNodeProvider,
    PositionProvider,
    QualifiedName,
    QualifiedNameSource,
    Scope,
    ScopeProvider,
)

from jitlint.core.finding import Edit, Span
from jitlint.frontend.from_libcst.nesting import is_too_deep
from jitlint.rewrite.document import Document, Position
from jitlint.rewrite.names import imported

Node = TypeVar("Node", bound=cst.CSTNode)
Function = cst.FunctionDef | cst.Lambda
EMPTY = cst.Module(())
BOUND_TO_A_LINE = tuple("# noqa|# type:|# pyright:|# pylint:|# jitlint:|# fmt:|# ruff:".split("|"))


class CSTModule:
    """A file that a structural rewrite may change: `document` makes the edits of its text."""

    def __init__(self, document: Document, tree: cst.Module) -> None:
        self._wrapper = MetadataWrapper(tree, unsafe_skip_copy=True)
        self.document, self.tree = document, tree
        self._ranges: Mapping[cst.CSTNode, CodeRange] = self._wrapper.resolve(PositionProvider)
        self._placed: dict[tuple[Position, Position], list[cst.CSTNode]] = {}
        for node in self._ranges:
            self._placed.setdefault(self.extent(node), []).append(node)

    @classmethod
    def of(cls, document: Document) -> "CSTModule | None":
        """Returns the module of a file; None where LibCST cannot read it."""
        if is_too_deep(document.source.text):
            return None
        try:
            return cls(document, cst.parse_module(document.source.text))
        except (cst.ParserSyntaxError, cst.CSTValidationError, RecursionError):
            return None

    def node(self, at: Span, kind: type[Node]) -> Node | None:
        """Returns the node of a kind that takes exactly a span."""
        there = self._placed.get(self.document.ends(at), ())
        return next((node for node in there if isinstance(node, kind)), None)

    def around(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """Yields the ancestors of a node, from the innermost to the module."""
        while node in self._parents:
            node = self._parents[node]
            yield node

    def parent(self, node: cst.CSTNode) -> cst.CSTNode:
        """Returns the node that another one is a direct part of."""
        return self._parents[node]

    def function(self, node: cst.CSTNode) -> Function | None:
        """Returns the innermost function around a node."""
        found = (each for each in self.around(node) if isinstance(each, Function))
        return next(found, None)

    def extent(self, node: cst.CSTNode) -> tuple[Position, Position]:
        """Returns where a node starts and ends, its parentheses left out."""
        found = self._ranges[node]
        return (found.start.line, found.start.column), (found.end.line, found.end.column)

    def start(self, node: cst.CSTNode) -> Position:
        """Returns where a node starts, its decorators included."""
        match node:
            case cst.FunctionDef(decorators=[first, *_]) | cst.ClassDef(decorators=[first, *_]):
                return self.extent(first)[0]
            case _:
                return self.extent(node)[0]

    def statement(self, node: cst.CSTNode) -> cst.CSTNode:
        """Returns the statement of a block that a node is, or is part of."""
        for around in self.around(node):
            if isinstance(around, cst.IndentedBlock | cst.Module):
                break
            node = around
        return node

    def comments(self, start: Position, end: Position, indent: str) -> str | None:
        """Returns the comments between two positions, to stand above; None where one may not."""
        said = self.document.comments.between(start, end)
        if any(each.startswith(BOUND_TO_A_LINE) for each in said):
            return None
        return "".join(f"{each}\n{indent}" for each in said)

    def with_parentheses(self, node: cst.BaseExpression) -> tuple[Position, Position]:
        """Returns where an expression starts and ends, its own parentheses included."""
        if not node.lpar:
            return self.extent(node)
        return self.extent(node.lpar[0])[0], self.extent(node.rpar[-1])[1]

    def meaning(self, node: cst.CSTNode) -> str:
        """Returns the dotted name of what an expression imports; empty where that is uncertain."""
        scope = self._scopes.get(node)
        match [*scope.get_qualified_names_for(node)] if scope else []:
            case [QualifiedName(name=name, source=QualifiedNameSource.IMPORT)]:
                return name
            case _:
                return ""

    def bindings(self, name: cst.Name) -> list[BaseAssignment]:
        """Returns all that a name may stand for where it is read: none if nothing binds it."""
        scope = self._scopes.get(name)
        return [*scope[name.value]] if scope else []

    def is_within(self, node: cst.CSTNode, whole: cst.CSTNode) -> bool:
        """Returns whether the text of a node is part of that of another one."""
        if node not in self._ranges:
            return False
        (start, end), (first, last) = self.extent(node), self.extent(whole)
        return first <= start and end <= last

    @cached_property
    def _parents(self) -> Mapping[cst.CSTNode, cst.CSTNode]:
        return self._wrapper.resolve(ParentNodeProvider)

    @cached_property
    def _scopes(self) -> Mapping[cst.CSTNode, Scope | None]:
        return self._wrapper.resolve(ScopeProvider)

    @cached_property
    def words(self) -> frozenset[str]:
        """The names that occur anywhere, also as attributes."""
        return frozenset(node.value for node in self._ranges if isinstance(node, cst.Name))

    def imported(self, name: str, at: Span) -> tuple[str, tuple[Edit[Span], ...]]:
        """Returns the spelling of a name of JAX at a span, with an import where it needs one."""
        node = self.document.node(at, ast.expr)
        return imported(self.document, name, node, safe=False) if node else ("", ())


def text(node: cst.CSTNode) -> str:
    """Returns the text of a node, its parentheses included."""
    return EMPTY.code_for_node(node)
