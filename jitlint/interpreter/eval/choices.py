"""Choices: a path that something unknown has chosen may be one that no such call takes."""

from collections.abc import Collection

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import (
    Array,
    Frame,
    Function,
    Library,
    Static,
    Unknown,
    Value,
)
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.walk import walk_all

_FLAGS = ("bool", "str", "")
_BY_TYPE = ("dtype", "ndim")  # what decides which way is meant for an array of another type
_QUESTIONS = (".issubdtype", ".iscomplexobj", ".isrealobj", ".ndim")


def by_unknown(machine: Machine, test: ir.Expression, frame: Frame) -> bool:
    """Says whether an undecided test of a function that was called asks something unknown.

    Whoever calls it may have passed what decides. A function called as anyone would has both ways,
    and so has one that JAX calls.
    """
    here = frame.around
    if here.called_at is None or _is_called_by_jax(machine, here):
        return False
    return any(_is_unknown(each, frame) for each in walk_all(test))


def _is_called_by_jax(machine: Machine, frame: Frame) -> bool:
    """A frame may stand for JAX, or be of a decorator, which hands on what it is given."""
    caller = frame.caller
    if caller is None or not any(each.root is caller for each in machine.traces):
        return False
    handing = caller.function.parameters if caller.function else ()
    return caller.function is None or any(each.kind == "star" for each in handing)


def returns(node: ir.If) -> bool:
    """Says whether what follows an `if` is what its other way does in place of returning."""
    ends = (block[-1] for block in (node.body, node.orelse) if block)
    return any(isinstance(end, ir.Return) for end in ends)


def _is_unknown(node: object, frame: Frame) -> bool:
    match node:
        case ir.Name(id=name) if name in frame.given:
            value = frame.given[name]
            return isinstance(value, Unknown) or _is_lost(value)
        case ir.Attribute(name=name) if name in _BY_TYPE and _is_array(frame, node.value):
            return not _is_known(frame.value_of(node))
        case ir.Call(function=called) if _asks_for_type(frame.value_of(called)):
            return not _is_known(frame.value_of(node))
        case ir.Call(function=called) if isinstance(frame.value_of(called), Function):
            return _is_lost(frame.value_of(node)) or isinstance(frame.value_of(node), Unknown)
        case ir.Name() | ir.Attribute() | ir.Call() | ir.Subscript() if frame.has_value(node):
            value = frame.value_of(node)
            return isinstance(value, Unknown) or _is_lost(value, ("str",))
        case _:
            return False


def _is_array(frame: Frame, node: ir.Expression) -> bool:
    """What an entry is given may be of any type, and is no array as yet."""
    return isinstance(frame.value_of(node), Array)


def _asks_for_type(called: Value) -> bool:
    return isinstance(called, Library) and called.name.endswith(_QUESTIONS)


def _is_known(value: Value) -> bool:
    return isinstance(value, Static) and value.known


def _is_lost(value: object, types: Collection[str] = _FLAGS) -> bool:
    """A flag or a name of a way is known where it is passed, and so it is lost on the way."""
    return isinstance(value, Static) and not value.known and value.type in types
