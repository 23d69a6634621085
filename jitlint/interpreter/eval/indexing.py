"""Indices: masks give no known size, slices want Python bounds, dicts hash."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import (
    Array,
    Foreign,
    Frame,
    Mapping,
    Sequence,
    Tree,
    Value,
)
from jitlint.interpreter.events import Hash, SliceBound, UnknownSize
from jitlint.interpreter.state.machine import Machine


def check(machine: Machine, node: ir.Subscript, owner: Value, index: Value, frame: Frame) -> None:
    """Emits an event for an index that an array or a dict cannot take while it is traced."""
    updates = type(owner) is Foreign
    array = owner.owner if type(owner) is Foreign else owner
    match array:
        case Array():
            _check_array(machine, node, index, updates, frame)
        case Tree() if _is_mask(index) or _is_slice(index):
            _check_array(machine, node, index, updates, frame)
        case Mapping() if _is_tracer(index):
            at = frame.place(node.index)
            machine.emit(Hash, frame, node, by="a dict key", value=index, value_at=at)
        case _:
            return


def _check_array(
    machine: Machine, node: ir.Subscript, index: Value, updates: bool, frame: Frame
) -> None:
    at = frame.place(node.index)
    for each in _each(index):
        if _is_mask(each):
            function = "x.at[mask]" if updates else "x[mask]"
            machine.emit(
                UnknownSize, frame, node, function=function, sizes=(), value=each, value_at=at
            )
        elif isinstance(each, Sequence) and each.name == "slice":
            for bound in filter(_is_tracer, each.items or []):
                machine.emit(SliceBound, frame, node, bound=bound, bound_at=at, updates=updates)


def _each(index: Value) -> list[Value]:
    if isinstance(index, Sequence) and index.name != "slice":
        return index.items or []
    return [index]


def _is_mask(index: Value) -> bool:
    return isinstance(index, Array) and index.dtype == "bool" and _is_tracer(index)


def _is_slice(index: Value) -> bool:
    return isinstance(index, Sequence)


def _is_tracer(value: Value) -> bool:
    match value:
        case Array(kind="abstract", certain=True) | Tree(kind="abstract"):
            return True
        case _:
            return False
