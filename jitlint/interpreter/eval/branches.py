"""Paths that part and meet again: each runs with names of its own, which are joined after."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.lattice import join_names
from jitlint.interpreter.domain.values import Environment, Frame, Value
from jitlint.interpreter.state.machine import Machine

Block = tuple[ir.Statement, ...]


def perhaps(machine: Machine, node: ir.Expression, names: Environment, frame: Frame) -> Value:
    """Returns what an expression is worth that may not be evaluated: what it binds, it may bind.

    `names` are what the names hold where it is evaluated.
    """
    before, frame.names = frame.names, dict(names)
    frame.branches += 1
    value = machine.evaluate(node, frame)
    frame.branches -= 1
    bound = {name: held for name, held in frame.names.items() if names.get(name) is not held}
    frame.names = join_names(before, bound) if bound else before
    return value


def either(machine: Machine, ways: list[tuple[Block, Environment]], frame: Frame) -> bool:
    """Runs each block with its names; says whether execution falls out of any."""
    frame.branches += 1
    ends: list[Environment] = []
    for block, names in ways:
        frame.names = names
        if machine.execute(block, frame):
            ends.append(frame.names)
    frame.branches -= 1
    if not ends:
        return False
    joined = ends[0]
    for names in ends[1:]:
        joined = join_names(joined, names)
    frame.names = joined
    return True
