"""Paths that part and meet again: each runs in its own environment, and these are joined after."""

from functools import reduce

from jitlint.frontend import ir
from jitlint.interpreter.domain.lattice import join_environments
from jitlint.interpreter.domain.values import Environment, Frame, Value
from jitlint.interpreter.state.machine import Machine

Block = tuple[ir.Statement, ...]


def perhaps(machine: Machine, node: ir.Expression, start: Environment, frame: Frame) -> Value:
    """Returns what an expression is worth that may not be evaluated: what it binds, it may bind.

    `start` is the environment in which it is evaluated.
    """
    before, frame.environment = frame.environment, start.copy()
    frame.branches += 1
    value = machine.evaluate(node, frame)
    frame.branches -= 1
    end, frame.environment = frame.environment, before
    bound = {name: held for name, held in end.names.items() if start.names.get(name) is not held}
    if bound or end.facts != start.facts:
        frame.environment = join_environments(before, Environment(bound, end.facts, end.assumed))
    return value


def either(machine: Machine, ways: list[tuple[Block, Environment]], frame: Frame) -> bool:
    """Runs each block in its environment; says whether execution falls out of any."""
    frame.branches += 1
    ends: list[Environment] = []
    for block, environment in ways:
        frame.environment = environment
        if machine.execute(block, frame):
            ends.append(frame.environment)
    frame.branches -= 1
    if not ends:
        return False
    frame.environment = reduce(join_environments, ends)
    return True
