"""Questions that an array answers without its buffer, so that it may be gone."""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame, Function, Library, Partial, Unknown, Value
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.walk import children

METADATA = frozenset(
    "shape dtype ndim size is_deleted aval sharding delete weak_type nbytes itemsize committed"
    " is_fully_addressable is_fully_replicated on_device_size_in_bytes keys".split()
)
QUESTIONS = frozenset(
    [
        *(f"builtins.{n}" for n in ("isinstance", "len", "type", "id", "hasattr", "getattr")),
        *(f"jax.numpy.{name}" for name in ("shape", "ndim", "size", "result_type", "dtype")),
        *(f"jax.numpy.{name}_like" for name in ("zeros", "ones", "full", "empty")),
        *(f"numpy.{name}" for name in ("shape", "ndim", "size")),
        *(f"jax.{name}" for name in ("eval_shape", "make_jaxpr", "typeof")),
    ]
)
_MAPS = frozenset({"map", "tree_map", "map_with_path", "tree_map_with_path"})
_TREES = ("jax.tree.", "jax.tree_util.")


def is_metadata(node: ir.Attribute) -> bool:
    """Says whether an attribute of a name, or of an item of a name, needs no buffer."""
    owner = node.value
    while isinstance(owner, ir.Subscript) and isinstance(owner.index, ir.Constant):
        owner = owner.value
    return isinstance(owner, ir.Name) and node.name in METADATA


def asks_no_values(machine: Machine, function: Value, node: ir.Call, frame: Frame) -> bool:
    """Says whether a call may leave alone what is in the arrays that it is given."""
    match function:
        case Unknown():
            return True
        case Library(name=name, self=None) if name.startswith(_TREES):
            return _leaves_alone(machine, name, node, frame)
        case Library(name=name):
            return name in QUESTIONS
        case Function():
            return _is_unread(function)
        case _:
            return False


def _leaves_alone(machine: Machine, name: str, node: ir.Call, frame: Frame) -> bool:
    """Says whether a function on pytrees moves leaves only, or asks them no values either."""
    if name.rpartition(".")[2] not in _MAPS:
        return True
    first = node.arguments[0].value if node.arguments else None
    match first:
        case ir.Lambda(function=function):
            return _is_read_in_no_way(function)
        case ir.Name() | ir.Attribute():
            mapped = machine.evaluate(first, frame)
            return not isinstance(mapped, Library | Partial) and (
                asks_no_values(machine, mapped, node, frame)
            )
        case _:
            return False


def _is_unread(function: Function) -> bool:
    return not function.owner and _is_read_in_no_way(function.node)


def _is_read_in_no_way(function: ir.Function) -> bool:
    names = {parameter.name for parameter in function.parameters}
    return not any(_reads(function.body, names))


def _reads(node: object, names: set[str]) -> Iterator[ir.Name]:
    match node:
        case ir.Name(id=name) if name in names:
            yield node
        case ir.Attribute() if is_metadata(node):
            return
        case ir.Call(function=ir.Name(id="isinstance" | "len" | "type" | "hasattr")):
            return
        case ir.Compare(operators=("is" | "is not",)):
            return
        case _:
            for child in children(node):
                yield from _reads(child, names)
