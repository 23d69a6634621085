"""Lowers a parsed file to the IR: one function per node type, no visitor.

They call each other as deep as the text is nested, and a chain such as `a.b.c` is nested once for
each link: Python's usual limit of calls is too low for it. A call from Python to Python takes
nothing from the stack of C, so no function may lower what is inside from within a call of C, as
`tuple(…)` of a generator would be.

Ordinals are only counted; whose place each of them has is found by lowering once more, in the few
files where `spans` asks for it.
"""

import ast
from dataclasses import dataclass, field

from jitlint.core.gc_tuning import as_deep_as_it_is
from jitlint.frontend import ir
from jitlint.frontend.function_hashes import Body
from jitlint.frontend.lower_blocks import BLOCKS
from jitlint.frontend.lower_expressions import EXPRESSIONS, unknown
from jitlint.frontend.lower_functions import DEFINITIONS, SCOPED
from jitlint.frontend.lower_literals import LITERALS
from jitlint.frontend.lower_patterns import MATCH
from jitlint.frontend.lower_statements import SIMPLE, nothing
from jitlint.frontend.lowering import Lowering

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
    """Returns a parsed file as IR; the same text always gets the same ordinals."""
    state = Lowering(ALL_EXPRESSIONS, ALL_STATEMENTS)
    with as_deep_as_it_is():
        body = state.block(module.body)
    return Lowered(body, state.functions, tuple(state.bodies))


def places(module: ast.Module) -> list[Place]:
    """Returns the node of each ordinal of a parsed file."""
    state = _Noting(ALL_EXPRESSIONS, ALL_STATEMENTS)
    with as_deep_as_it_is():
        state.block(module.body)
    return state.places


@dataclass(slots=True, eq=False)
class _Noting(Lowering):
    """A lowering that records the node of each ordinal."""

    places: list[Place] = field(default_factory=list[Place])

    def place(self, node: ast.AST, within: ast.AST | int | None = None) -> int:
        self.places.append((node, within))
        return len(self.places) - 1
