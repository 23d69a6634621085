"""`and` and `or`: each link of a chain is asked for its truth, but the last."""

from msgspec.structs import replace

from jitlint.frontend import ir
from jitlint.interpreter.domain.lattice import UNKNOWN, join
from jitlint.interpreter.domain.values import Array, Frame, Static, Unknown, Value
from jitlint.interpreter.eval import assumptions, branches, tracer_tests, truthiness
from jitlint.interpreter.events import Branch
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.mode import GUARDED


def boolean(machine: Machine, node: ir.Boolean, frame: Frame) -> Value:
    """Returns what `and` and `or` are worth, after asking the left side for its truth.

    A chain, which nests to the left, is gone along from its first operand.
    """
    links, first = [node], node.left
    while isinstance(first, ir.Boolean):
        links.append(first)
        first = first.left
    machine.spend(len(links) - 1)
    value, assumed = machine.evaluate(first, frame), assumptions.assumed(first, frame)
    careful, doubtful = (
        tracer_tests.asks_for_tracing(machine, first, frame),
        truthiness.asks_of_tree(first, frame),
    )
    for link in reversed(links):
        value = _linked(machine, link, value, assumed, careful, doubtful, frame)
        frame.values[link.at] = value
        assumed = assumptions.with_next(assumed, link, frame)
        careful = careful or tracer_tests.asks_for_tracing(machine, link.right, frame)
        doubtful = doubtful or truthiness.asks_of_tree(link.right, frame)
    return value


def _linked(
    machine: Machine,
    node: ir.Boolean,
    left: Value,
    assumed: bool | None,
    careful: bool,
    doubtful: bool,
    frame: Frame,
) -> Value:
    """Returns what `left and right` is worth.

    What is left of it is `assumed` to be true or not; something there is `careful` to ask whether
    it is traced, or `doubtful` what it is.
    """
    if isinstance(left, Array):
        machine.emit(Branch, frame, node.left, asks=node.operator, test=left)
        branches.perhaps(machine, node.right, frame.environment, frame)
        return UNKNOWN
    decided = machine.truth(truthiness.asked(machine, left, node.left, frame))
    decided = assumed if decided is None else decided
    if decided is not None and decided == (node.operator == "or"):
        return left
    right = _right(machine, node, decided, careful, frame)
    if decided is not None or _settles(node.operator, left, right):
        return right
    if isinstance(left, Static) and isinstance(right, Array):
        return replace(right, certain=right.certain and not (doubtful or careful))
    return join(left, right)


def _settles(operator: str, left: Value, right: Value) -> bool:
    """`flag or True` is true whatever the flag is, and `flag and False` is false.

    So is `unknown and False`, while `unknown or True` may be what is unknown.
    """
    match left, right:
        case Static(type="bool"), Static(value=bool() as answer, known=True):
            return answer == (operator == "or")
        case Static(type="") | Unknown(), Static(value=False, known=True):
            return operator == "and"
        case _:
            return False


def _right(
    machine: Machine, node: ir.Boolean, decided: bool | None, careful: bool, frame: Frame
) -> Value:
    if decided is not None:
        return machine.evaluate(node.right, frame)
    with machine.within(GUARDED, careful):
        return branches.perhaps(machine, node.right, frame.environment, frame)
