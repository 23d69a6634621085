"""Paths that part and meet again: each runs with names of its own, which are joined after."""

from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.frames import Environment, Frame
from jitlint.trace.values.lattice import join_names

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

Block = tuple[ir.Statement, ...]


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
