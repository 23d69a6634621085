"""Names that surely hold the same array as another: bound to it by a plain assignment just before.

old = params                     the alias
params = step(params)            donates the array that both hold
change = params - old            reads what is gone
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.frames import Frame
from jitlint.trace.walking import block_around, body_of, bound_names, walk

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def aliases(tracer: "Tracer", name: str, node: ir.Node, frame: Frame) -> Iterator[str]:
    """Yields the other names of what a name holds at a node, by the statements before it."""
    before: list[ir.Statement] = []
    for statement in block_around(body_of(tracer, frame), node.at) or ():
        if any(each.at == node.at for each in walk(statement)):
            break
        before.append(statement)
    rebound: set[str] = set()
    for statement in reversed(before):
        match statement:
            case ir.Assign(targets=(ir.Name(id=alias),), value=ir.Name(id=held)):
                if held == name and not {alias, name} & rebound:
                    yield alias
            case _:
                pass
        rebound.update(bound_names(statement))
