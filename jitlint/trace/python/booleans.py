"""`and` and `or`: each link of a chain is asked for its truth, but the last."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from jitlint.read import ir
from jitlint.trace.events import Branch
from jitlint.trace.frames import Frame
from jitlint.trace.python import branches, truth
from jitlint.trace.text import asking
from jitlint.trace.values import Array, Static, Value
from jitlint.trace.values.lattice import UNKNOWN, join

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def boolean(tracer: "Tracer", node: ir.Boolean, frame: Frame) -> Value:
    """Returns what `and` and `or` are worth, after asking the left side for its truth.

    A chain, which nests to the left, is gone along from its first operand.
    """
    links, first = [node], node.left
    while isinstance(first, ir.Boolean):
        links.append(first)
        first = first.left
    tracer.spend(len(links) - 1)
    value = tracer.evaluate(first, frame)
    careful, doubtful = asking.tells_of_tracing(first, frame), truth.asks_of_tree(first, frame)
    for link in reversed(links):
        value = _linked(tracer, link, value, careful, doubtful, frame)
        frame.values[link.at] = value
        careful = careful or asking.tells_of_tracing(link.right, frame)
        doubtful = doubtful or truth.asks_of_tree(link.right, frame)
    return value


def _linked(
    tracer: "Tracer",
    node: ir.Boolean,
    left: Value,
    careful: bool,
    doubtful: bool,
    frame: Frame,
) -> Value:
    """Returns what `left and right` is worth.

    Left of it something is `careful` to ask whether it is traced, or `doubtful` what it is.
    """
    if isinstance(left, Array):
        tracer.emit(Branch, frame, node.left, asks=node.operator, test=left)
        branches.perhaps(tracer, node.right, frame.names, frame)
        return UNKNOWN
    decided = tracer.truth(truth.asked(tracer, left, node.left, frame))
    if decided is not None and decided == (node.operator == "or"):
        return left
    right = _right(tracer, node, decided, careful, frame)
    if decided is not None or _settles(node.operator, left, right):
        return right
    if isinstance(left, Static) and isinstance(right, Array):
        return replace(right, certain=right.certain and not doubtful)
    return join(left, right)


def _settles(operator: str, left: Value, right: Value) -> bool:
    """`flag or True` is true whatever the flag is, and `flag and False` is false."""
    match left, right:
        case Static(type="bool"), Static(value=bool() as answer, known=True):
            return answer == (operator == "or")
        case _:
            return False


def _right(
    tracer: "Tracer", node: ir.Boolean, decided: bool | None, careful: bool, frame: Frame
) -> Value:
    if decided is not None:
        return tracer.evaluate(node.right, frame)
    tracer.guards += careful
    right = branches.perhaps(tracer, node.right, frame.names, frame)
    tracer.guards -= careful
    return right
