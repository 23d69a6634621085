"""The state of a lowering: ordinals, the current scope, and the dispatch tables."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jitlint.frontend import ir
from jitlint.frontend.function_hashes import Body

LowerExpression = Callable[["Lowering", Any], ir.Expression]
LowerStatement = Callable[["Lowering", Any], ir.Statement | None]


@dataclass(slots=True, eq=False)
class Scope:
    """A module, class or function whose body is being lowered.

    `prefix` is what the `__qualname__` of a function defined here starts with.
    """

    prefix: str = ""
    names: set[str] = field(default_factory=set[str])
    globals: list[str] = field(default_factory=list[str])
    nonlocals: list[str] = field(default_factory=list[str])
    yields: bool = False

    def qualify(self, name: str) -> str:
        """Returns the `__qualname__` of a function or class of this name made here."""
        return name if name in self.globals else self.prefix + name

    def bind(self, target: ast.expr) -> None:
        """Makes the names of an assignment target the scope's own."""
        if isinstance(target, ast.Name):
            self.names.add(target.id)
        elif isinstance(target, ast.Tuple | ast.List):
            for element in target.elts:
                self.bind(element)
        elif isinstance(target, ast.Starred):
            self.bind(target.value)

    @property
    def is_local(self) -> bool:
        """Returns whether this is a function, or inside one."""
        return "<locals>" in self.prefix

    def own_names(self) -> frozenset[str]:
        """Returns the names bound here, without those declared global or nonlocal."""
        return frozenset(self.names.difference(self.globals, self.nonlocals))


@dataclass(slots=True, eq=False)
class Lowering:
    """The state of a lowering: it gives out ordinals and lowers the parts of a node."""

    expressions: Mapping[type, LowerExpression]
    statements: Mapping[type, LowerStatement]
    scope: Scope = field(default_factory=Scope)
    functions: int = 0
    ordinals: int = 0
    bodies: list[Body] = field(default_factory=list[Body])

    def place(self, node: ast.AST, within: ast.AST | int | None = None) -> int:
        """Returns a new ordinal, whose place is the node's.

        `within` is what the place depends on besides: the node around an argument, a `for` of a
        comprehension or an item of a `with`, or up to which operand a chain of `and` or `or` goes.
        """
        at = self.ordinals
        self.ordinals = at + 1
        return at

    def expression(self, node: ast.expr) -> ir.Expression:
        """Returns an expression as IR."""
        return self.expressions[type(node)](self, node)

    def optional(self, node: ast.expr | None) -> ir.Expression | None:
        """Returns an expression as IR, if there is one."""
        return None if node is None else self.expressions[type(node)](self, node)

    def target(self, node: ast.expr) -> ir.Expression:
        """Returns an assignment's target as IR, and binds its names in the scope."""
        self.scope.bind(node)
        return self.expressions[type(node)](self, node)

    def argument(
        self, node: ast.expr | ast.keyword, within: ast.Call | ast.ClassDef
    ) -> ir.Argument:
        """Returns an argument of a call or a base of a class."""
        at = self.place(node, within)
        if isinstance(node, ast.keyword):
            name = node.arg
            value = self.expressions[type(node.value)](self, node.value)
            return ir.Argument(at, value, "", 2) if name is None else ir.Argument(at, value, name)
        if isinstance(node, ast.Starred):
            return ir.Argument(at, self.expression(node.value), "", 1)
        return ir.Argument(at, self.expressions[type(node)](self, node))

    def block(self, nodes: Sequence[ast.stmt]) -> tuple[ir.Statement, ...]:
        """Returns the statements of a block; `pass`, `global` and `nonlocal` leave none."""
        lower = self.statements
        body = [lower[type(node)](self, node) for node in nodes]
        return tuple([statement for statement in body if statement is not None])
