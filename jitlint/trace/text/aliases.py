"""Names that surely hold the same array as another: bound to it by a plain assignment just before.

old = params                     the alias
params = step(params)            donates the array that both hold
change = params - old            reads what is gone
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.frames import Frame
from jitlint.trace.text.blocks import place_in_block

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def aliases(tracer: "Tracer", name: str, node: ir.Node, frame: Frame) -> Iterator[str]:
    """Yields the other names of what a name holds at a node, by the statements before it."""
    found = place_in_block(tracer, frame, node.at)
    if found:
        block, place = found
        yield from block.copied_before(name, place)
