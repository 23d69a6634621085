"""Paths that part and meet again: each runs with names of its own, which are joined after."""

from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.frames import Environment, Frame
from jitlint.trace.values import Value
from jitlint.trace.values.lattice import join_names

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

Block = tuple[ir.Statement, ...]


def perhaps(tracer: "Tracer", node: ir.Expression, names: Environment, frame: Frame) -> Value:
    """Returns what an expression is worth that may not be evaluated: what it binds, it may bind.

    `names` are what the names hold where it is evaluated.
    """
    before, frame.names = frame.names, dict(names)
    frame.branches += 1
    value = tracer.evaluate(node, frame)
    frame.branches -= 1
    bound = {name: held for name, held in frame.names.items() if names.get(name) is not held}
    frame.names = join_names(before, bound) if bound else before
    return value


def either(tracer: "Tracer", ways: list[tuple[Block, Environment]], frame: Frame) -> bool:
    """Runs each block with its names; says whether execution falls out of any."""
    frame.branches += 1
    ends: list[Environment] = []
    for block, names in ways:
        frame.names = names
        if tracer.execute(block, frame):
            ends.append(frame.names)
    frame.branches -= 1
    if not ends:
        return False
    joined = ends[0]
    for names in ends[1:]:
        joined = join_names(joined, names)
    frame.names = joined
    return True
