"""Names that surely hold the same array as another: bound to it by a plain assignment just before.

old = params                     the alias
params = step(params)            donates the array that both hold
change = params - old            reads what is gone
"""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame
from jitlint.interpreter.state.blocks import place_in_block
from jitlint.interpreter.state.machine import Machine


def aliases(machine: Machine, name: str, node: ir.Node, frame: Frame) -> Iterator[str]:
    """Yields the other names of what a name holds at a node, by the statements before it."""
    found = place_in_block(machine, frame, node.at)
    if found:
        block, place = found
        yield from block.copied_before(name, place)
        source = block.copied_from(name, place)
        if source:
            yield source
