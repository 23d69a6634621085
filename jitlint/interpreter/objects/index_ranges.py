"""Indices that lie outside of an array, where a program reads or updates an item."""

from math import prod

from jitlint.frontend import ir
from jitlint.interpreter.avals.indexing import NONE, beyond
from jitlint.interpreter.avals.reading import aval_of, number
from jitlint.interpreter.domain.aval import known, written
from jitlint.interpreter.domain.values import Array, Frame, Value
from jitlint.interpreter.events.misuse import IndexBeyond
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine

_AT, _TAKE = "jax._AtIndex.", "jax.numpy.take"


def check_item(
    machine: Machine, node: ir.Subscript, array: Value, index: Value, frame: Frame
) -> None:
    """Emits an event where `x[index]` surely reads outside of an array."""
    if isinstance(array, Array) and array.certain:
        _emit(machine, "x[…]", array, beyond(array.aval, index), node, frame)


def check_call(machine: Machine, made: LibraryCall) -> None:
    """Emits an event for an update, or for `jnp.take`, of an item that there surely is not.

    A call that passes `mode` says what it wants to have done.
    """
    name = made.model.name
    if "mode" in made.values or not name.startswith((_AT, _TAKE)):
        return
    if name == _TAKE:
        _check_take(machine, made)
        return
    match made.node:
        case ir.Call(
            function=ir.Attribute(
                value=ir.Subscript(value=ir.Attribute(value=updated), index=place), name=last
            )
        ):
            array, index = made.frame.value_of(updated), made.frame.value_of(place)
        case _:
            return
    if isinstance(array, Array) and array.certain:
        how = f".at[…].{last}"
        _emit(machine, how, array, beyond(array.aval, index), made.node, made.frame)


def _check_take(machine: Machine, made: LibraryCall) -> None:
    array, index = made.values.get("a"), made.values.get("indices", NONE)
    axis, shape = made.values.get("axis", NONE), aval_of(array).shape
    if not isinstance(array, Array) or not array.certain or shape is None or None in shape:
        return
    along = number(axis)
    if axis == NONE:
        size = prod(each or 0 for each in shape)
    elif along is not None and -len(shape) <= along < len(shape):
        size = shape[along] or 0
    else:
        return
    problem = beyond(known((size,), ""), index).replace("axis 0", f"axis {along or 0}")
    _emit(machine, _TAKE, array, problem, made.node, made.frame)


def _emit(
    machine: Machine, how: str, array: Array, problem: str, node: ir.Node, frame: Frame
) -> None:
    if problem and not machine.mode.tentative:
        fields = {"how": how, "type": written(array.aval), "problem": problem}
        machine.emit(IndexBeyond, frame, node, **fields)
