"""A lowering under way: the ordinals given out, the scope it is in, and who lowers what."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import libcst as cst

from jitlint.read import ir

Place = cst.CSTNode | tuple[cst.CSTNode, cst.CSTNode]
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

    def bind(self, target: cst.CSTNode) -> None:
        """Makes the names of an assignment target the scope's own."""
        match target:
            case cst.Name(value=name):
                self.names.add(name)
            case cst.Tuple(elements=elements) | cst.List(elements=elements):
                for element in elements:
                    self.bind(element.value)
            case cst.StarredElement(value=value):
                self.bind(value)
            case _:
                pass

    def own_names(self) -> frozenset[str]:
        """Returns the names bound here, without those declared global or nonlocal."""
        return frozenset(self.names.difference(self.globals, self.nonlocals))


@dataclass(slots=True, eq=False)
class Lowering:
    """What every lowering function is handed: it gives out ordinals and lowers what is inside.

    `places` says for each ordinal which node has its place, or from which to which.
    """

    expressions: Mapping[type, LowerExpression]
    statements: Mapping[type, LowerStatement]
    unknown: LowerExpression
    places: list[Place] = field(default_factory=list[Place])
    scope: Scope = field(default_factory=Scope)
    functions: int = 0

    def place(self, node: Place) -> int:
        """Returns a new ordinal whose place is the node's."""
        self.places.append(node)
        return len(self.places) - 1

    def expression(self, node: cst.CSTNode) -> ir.Expression:
        """Returns what an expression means."""
        return self.expressions.get(type(node), self.unknown)(self, node)

    def optional(self, node: cst.CSTNode | None) -> ir.Expression | None:
        """Returns what an expression means, where there is one."""
        return None if node is None else self.expression(node)

    def target(self, node: cst.CSTNode) -> ir.Expression:
        """Returns what an assignment's target means, and makes its names the scope's own."""
        self.scope.bind(node)
        return self.expression(node)

    def argument(self, node: cst.Arg) -> ir.Argument:
        """Returns an argument of a call or a base of a class."""
        at = self.place(node)
        keyword = node.keyword
        value = self.expression(node.value)
        return ir.Argument(at, value, "" if keyword is None else keyword.value, len(node.star))

    def block(self, node: cst.BaseSuite | cst.Module) -> tuple[ir.Statement, ...]:
        """Returns the statements of a block; `pass`, `global` and `nonlocal` leave none."""
        body: list[ir.Statement] = []
        for line in node.body:
            small = line.body if isinstance(line, cst.SimpleStatementLine) else (line,)
            self._extend(body, small)
        return tuple(body)

    def _extend(self, body: list[ir.Statement], nodes: Iterable[cst.CSTNode]) -> None:
        for node in nodes:
            lower = self.statements.get(type(node))
            statement = lower(self, node) if lower else None
            if statement is not None:
                body.append(statement)
