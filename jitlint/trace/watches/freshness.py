"""Functions made anew in a loop: JAX knows a function by its identity, and compiles each."""

from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.events import FreshCall
from jitlint.trace.frames import Frame
from jitlint.trace.values import Bound, Function, Partial, Transformed, Value

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def note_wrapper(tracer: "Tracer", wrapper: Transformed, node: ir.Node, frame: Frame) -> None:
    """Tells that a staged wrapper is made and called in one loop, over a function made there."""
    if wrapper.within is not frame:
        return
    common = [loop for loop in wrapper.loops if loop in frame.loops]
    made = _made_in(wrapper.function, common[-1]) if common else ""
    if made:
        tracer.emit_at(
            FreshCall,
            frame,
            wrapper.at,
            wrapper=wrapper.model.name,
            made=made,
            loop=common[-1],
            called_at=frame.place(node),
        )


def note_function(
    tracer: "Tracer", name: str, function: Value, node: ir.Node, frame: Frame
) -> None:
    """Tells that a library traces, in a loop, a function made in that loop."""
    made = _made_in(function, frame.loops[-1]) if frame.loops else ""
    if made:
        at = frame.place(node)
        told = {"wrapper": name, "made": made, "loop": frame.loops[-1], "called_at": at}
        tracer.emit_at(FreshCall, frame, at, **told)


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
