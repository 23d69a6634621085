"""Lowers a parsed file to the IR: one function per node type, no visitor.

Ordinals are only counted; whose place each of them has is found by lowering once more, in the few
files where `spans` asks for it.
"""

import ast
from dataclasses import dataclass, field

from jitlint.read import ir
from jitlint.read.lower_blocks import BLOCKS
from jitlint.read.lower_expressions import EXPRESSIONS, unknown
from jitlint.read.lower_functions import DEFINITIONS, SCOPED
from jitlint.read.lower_literals import LITERALS
from jitlint.read.lower_patterns import MATCH
from jitlint.read.lower_statements import SIMPLE, nothing
from jitlint.read.lowering import Lowering
from jitlint.read.pieces import Body

Place = tuple[ast.AST, ast.AST | int | None]  # a node, and what its place depends on besides

ALL_EXPRESSIONS = (
    dict.fromkeys(ast.expr.__subclasses__(), unknown) | EXPRESSIONS | LITERALS | SCOPED
)
ALL_STATEMENTS = (
    dict.fromkeys(ast.stmt.__subclasses__(), nothing) | SIMPLE | BLOCKS | DEFINITIONS | MATCH
)


@dataclass(frozen=True, slots=True)
class Lowered:
    """A file's statements, how many `def`s it holds, and the bodies of those in no other."""

    body: tuple[ir.Statement, ...]
    functions: int
    bodies: tuple[Body, ...]


def lower(module: ast.Module) -> Lowered:
    """Returns what a parsed file means; the same text always gets the same ordinals."""
    state = Lowering(ALL_EXPRESSIONS, ALL_STATEMENTS)
    return Lowered(state.block(module.body), state.functions, tuple(state.bodies))


def places(module: ast.Module) -> list[Place]:
    """Returns whose place each ordinal of a parsed file has."""
    state = _Noting(ALL_EXPRESSIONS, ALL_STATEMENTS)
    state.block(module.body)
    return state.places


@dataclass(slots=True, eq=False)
class _Noting(Lowering):
    """A lowering that notes whose the ordinals are."""

    places: list[Place] = field(default_factory=list[Place])

    def place(self, node: ast.AST, within: ast.AST | int | None = None) -> int:
        self.places.append((node, within))
        return len(self.places) - 1
