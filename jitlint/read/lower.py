"""Lowers a parsed file to the IR: one function per node type, no visitor, no metadata.

Most nodes of a syntax tree are whitespace; none of them is touched here, which is why
lowering costs a fraction of parsing. Positions are for `spans`.
"""

from dataclasses import dataclass

import libcst as cst

from jitlint.read import ir
from jitlint.read.lower_blocks import BLOCKS
from jitlint.read.lower_expressions import EXPRESSIONS, unknown
from jitlint.read.lower_functions import DEFINITIONS, SCOPED
from jitlint.read.lower_literals import LITERALS
from jitlint.read.lower_patterns import MATCH
from jitlint.read.lower_statements import SIMPLE
from jitlint.read.lowering import Lowering, Place


@dataclass(frozen=True, slots=True)
class Lowered:
    """A file's statements, how many `def`s it holds, and whose place each ordinal has.

    A place is a node's extent; of a compound statement, of an `except` and of a `case` its
    header; from the first to the second where there are two.
    """

    body: tuple[ir.Statement, ...]
    functions: int
    places: list[Place]


def lower(module: cst.Module) -> Lowered:
    """Returns what a parsed file means; the same text always gets the same ordinals."""
    state = Lowering(
        expressions=EXPRESSIONS | LITERALS | SCOPED,
        statements=SIMPLE | BLOCKS | DEFINITIONS | MATCH,
        unknown=unknown,
    )
    return Lowered(state.block(module), state.functions, state.places)
