"""Integers of Python that do not fit into 32 bits, where JAX makes arrays of them."""

from functools import cache

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses.known_chains import beginning
from jitlint.interpreter.avals import table
from jitlint.interpreter.avals.indexing import NONE
from jitlint.interpreter.avals.unfit import BROADCASTING
from jitlint.interpreter.domain.tree import within
from jitlint.interpreter.domain.values import Array, Frame, Sequence, Static, Transformed, Value
from jitlint.interpreter.events.facts import WideNumber
from jitlint.interpreter.events.misuse import WideInteger
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.trace_stack import describe

_LOWEST, _HIGHEST = -(2**31), 2**31 - 1
# What computes with such a number in another way, or hands it on: measured.
_LENIENT = frozenset(f"jax.numpy.{name}" for name in ("power", "pow", "piecewise", "roll"))
_MAKING = frozenset(f"jax.numpy.{name}" for name in ("array", "asarray"))
_NARROW = frozenset(f"jax.numpy.{name}" for name in ("int32", "int64"))
_HANDED = {
    "jax.lax.fori_loop": ("lower", "upper", "init_val"),
    "jax.lax.while_loop": ("init_val",),
    "jax.lax.scan": ("init",),
}
_TEXT = 24  # digits that are shown


def check_operator(
    machine: Machine, sign: str, left: Value, right: Value, node: ir.Node, frame: Frame
) -> None:
    """Records a number that an operator combines with an array, but for an exponent."""
    match left, right:
        case (Array(certain=True), Static() as number) if sign != "**" and is_wide(number):
            _note(machine, number, frame.place(node), frame)
        case (Static() as number, Array(certain=True)) if is_wide(number):
            _note(machine, number, frame.place(node), frame)
        case _:
            return


def check_index(
    machine: Machine, node: ir.Subscript, array: Value, index: Value, frame: Frame
) -> None:
    """Records a number that is the index of an array."""
    if isinstance(array, Array) and array.certain and is_wide(index):
        _note(machine, index, frame.place(node), frame)


def check_argument(
    machine: Machine, wrapper: Transformed, value: Value, at: Place, frame: Frame
) -> None:
    """Records a number that a call passes to a jitted function to be traced."""
    if wrapper.model.name == "jax.jit":
        _note_first(machine, value, at, frame)


def check_call(machine: Machine, made: LibraryCall) -> None:
    """Records a number that a function of JAX is handed."""
    name, at = made.model.name, made.frame.place(made.node)
    if not name.startswith("jax."):
        return
    if name in _HANDED:
        given = [made.values[each] for each in _HANDED[name] if each in made.values]
    elif name in _MAKING and made.values.get("dtype", NONE) == NONE:
        given = [*made.values.values()]
    elif name in _NARROW:
        given = [*made.arguments.positional]
    else:
        operands = widening().get(name, ())
        given = [v for each in operands if isinstance(v := made.values.get(each), Static)]
    for value in given:
        _note_first(machine, value, made.places.get(name) or at, made.frame)


@cache
def widening() -> dict[str, tuple[str, ...]]:
    """Returns the parameters of functions by which a Python integer becomes an int32."""
    return {
        name: parameters
        for name, (word, parameters) in table.entries().items()
        if word in BROADCASTING and name.startswith("jax.numpy.") and name not in _LENIENT
    }


def is_wide(value: Value) -> bool:
    """Says whether a value surely is an int of more than 32 bits."""
    number = value.value if isinstance(value, Static) and value.known else None
    return type(number) is int and not _LOWEST <= number <= _HIGHEST


def _note_first(machine: Machine, value: Value, at: Place, frame: Frame) -> None:
    if not isinstance(value, Static | Sequence):
        return
    found = next((each for each in within(value, held=_items) if is_wide(each)), None)
    if found is not None:
        _note(machine, found, at, frame)


def _items(value: Value) -> list[Value]:
    """Returns the items of a tuple or a list of integers; a float among them makes all floats."""
    items = value.items if isinstance(value, Sequence) and value.kind != "set" else None
    return items if items and all(map(_is_integer, items)) else []


def _is_integer(value: Value) -> bool:
    return isinstance(value, Static) and value.known and value.type in ("int", "bool")


def _note(machine: Machine, value: Value, at: Place, frame: Frame) -> None:
    chain = None if machine.mode.expects_errors else beginning(machine, frame)
    if chain is None:
        return
    number = str(value.value) if isinstance(value, Static) else ""
    shown = number if len(number) <= _TEXT else f"{number[:_TEXT]}…"
    event = WideInteger(at, describe(machine.traces, frame), shown)
    machine.note(WideNumber(event, chain.module.module))
