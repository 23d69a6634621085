"""Names that surely hold the same array as another: bound to it by a plain assignment just before.

old = params                     the alias
params = step(params)            donates the array that both hold
change = params - old            reads what is gone
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.frames import Frame
from jitlint.trace.text.walking import bound_names, place_in_block

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def aliases(tracer: "Tracer", name: str, node: ir.Node, frame: Frame) -> Iterator[str]:
    """Yields the other names of what a name holds at a node, by the statements before it."""
    block, place = place_in_block(tracer, frame, node.at) or ((), 0)
    before = block[:place]
    rebound: set[str] = set()
    for statement in reversed(before):
        match statement:
            case ir.Assign(targets=(ir.Name(id=alias),), value=ir.Name(id=held)):
                if held == name and not {alias, name} & rebound:
                    yield alias
            case _:
                pass
        rebound.update(bound_names(statement))
