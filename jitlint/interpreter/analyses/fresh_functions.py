"""Functions made anew in a loop: JAX knows a function by its identity, and compiles each."""

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Bound, Frame, Function, Partial, Transformed, Value
from jitlint.interpreter.events import FreshCall
from jitlint.interpreter.state.machine import Machine


def note_wrapper(machine: Machine, wrapper: Transformed, node: ir.Node, frame: Frame) -> None:
    """Emits an event where a loop makes a function and a staged wrapper of it, and calls that."""
    if wrapper.within is not frame:
        return
    common = [loop for loop in wrapper.loops if loop in frame.loops]
    made = _made_in(wrapper.function, common[-1]) if common else ""
    if made:
        machine.emit_at(
            FreshCall,
            frame,
            wrapper.at,
            wrapper=wrapper.model.name,
            made=made,
            loop=common[-1],
            called_at=frame.place(node),
        )


def note_function(
    machine: Machine, name: str, function: Value, node: ir.Node, frame: Frame
) -> None:
    """Emits an event where a library traces, in a loop, a function made in that loop."""
    made = _made_in(function, frame.loops[-1]) if frame.loops else ""
    if made:
        at = frame.place(node)
        fields = {"wrapper": name, "made": made, "loop": frame.loops[-1], "called_at": at}
        machine.emit_at(FreshCall, frame, at, **fields)


def _made_in(value: Value, loop: Place) -> str:
    match value:
        case Function() if loop in value.loops:
            return "a lambda" if value.node.name == "<lambda>" else "a def"
        case Partial() if loop in value.loops:
            return "functools.partial"
        case Transformed() if loop in value.loops:
            return f"{value.model.name}(…)"
        case Bound() if loop in value.loops:
            return "a bound method"
        case _:
            return ""
