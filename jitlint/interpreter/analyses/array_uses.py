"""Names of which nothing is known, but which the text of a function computes with as arrays."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame, Library
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import walk_all

_OF_ARRAYS = frozenset(
    {"T", "any", "all", "argmax", "astype", "at", "dtype", "max", "mean", "min", "ndim", "ravel"}
    | {"reshape", "shape", "squeeze", "sum", "swapaxes", "transpose"}
)


def is_used_as_array(machine: Machine, name: str, frame: Frame) -> bool:
    """Says whether a function takes what a name holds for an array: `x.sum()`, `jnp.sum(x)`."""
    function = frame.around.function
    if function is None:
        return False
    roots = machine.state_of(Questions).ask(_uses, function).get(name, set[str]())
    return any(not root or _is_of_jax(root, frame) for root in roots)


def _uses(function: ir.Function) -> dict[str, set[str]]:
    """Returns the names that are used so, each with the names of what is called with it first.

    An empty one stands for an attribute that only arrays have.
    """
    uses: dict[str, set[str]] = {}
    for node in walk_all(function.body):
        match node:
            case ir.Attribute(value=ir.Name(id=name), name=attribute) if attribute in _OF_ARRAYS:
                uses.setdefault(name, set()).add("")
            case ir.Call(
                function=ir.Attribute() as called,
                arguments=(ir.Argument(value=ir.Name(id=name), keyword="", stars=0), *_),
            ):
                uses.setdefault(name, set()).add(_root(called))
            case ir.Binary(operator="*" | "/" | "-" | "**" | "@", left=left, right=right):
                for each, other in ((left, right), (right, left)):
                    if isinstance(each, ir.Name) and not isinstance(other, ir.Constant):
                        uses.setdefault(each.id, set()).add("")
            case _:
                pass
    return uses


def _root(node: ir.Expression) -> str:
    while isinstance(node, ir.Attribute):
        node = node.value
    return node.id if isinstance(node, ir.Name) else "…"


def _is_of_jax(root: str, frame: Frame) -> bool:
    owner = frame.find(root)
    value = owner.names[root] if owner else None
    return isinstance(value, Library) and value.name.partition(".")[0] == "jax"
