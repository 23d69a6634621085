"""Shapes that cannot be combined, where a program combines them."""

from jitlint.frontend import ir
from jitlint.interpreter.avals import unfit
from jitlint.interpreter.avals.indexing import item_of
from jitlint.interpreter.domain.aval import ANYTHING
from jitlint.interpreter.domain.values import Array, Foreign, Frame, Value
from jitlint.interpreter.events.misuse import UnfitShapes
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine

_UPDATES = frozenset(
    f"jax._AtIndex.{name}"
    for name in ("set", "add", "subtract", "multiply", "mul", "divide", "min", "max", "power")
)


def check_operator(
    machine: Machine, sign: str, left: Value, right: Value, node: ir.Node, frame: Frame
) -> None:
    """Emits an event where an operator surely cannot combine two arrays."""
    if not (_has_shape(left) and _has_shape(right)):
        return
    problem = unfit.in_operator(sign, left, right)
    if problem:
        machine.emit(UnfitShapes, frame, node, function=sign, problem=problem)


def check_call(machine: Machine, made: LibraryCall) -> None:
    """Emits an event where a function surely cannot combine its arguments."""
    name = made.model.name
    if name in _UPDATES:
        _check_update(machine, made)
        return
    owner = made.owner.owner if isinstance(made.owner, Foreign) else made.owner
    problem = unfit.in_call(name, made.values, owner)
    if problem:
        machine.emit(UnfitShapes, made.frame, made.node, function=name, problem=problem)


def _has_shape(value: Value) -> bool:
    return isinstance(value, Array) and value.aval is not ANYTHING


def _check_update(machine: Machine, made: LibraryCall) -> None:
    """Checks an update that is written as one, `x.at[index].set(…)`: there the index is known."""
    match made.node:
        case ir.Call(
            function=ir.Attribute(
                value=ir.Subscript(value=ir.Attribute(value=updated), index=place), name=name
            )
        ):
            array, index = made.frame.value_of(updated), made.frame.value_of(place)
            value = made.values.get("values")
        case _:
            return
    if not isinstance(array, Array) or not array.certain or value is None:
        return
    problem = unfit.in_update(item_of(array.aval, index), value)
    if problem:
        fields = {"function": f".at[…].{name}", "problem": problem}
        machine.emit(UnfitShapes, made.frame, made.node, **fields)
