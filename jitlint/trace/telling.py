"""Telling events: each once for a place and a kind of value, with the trace it happens in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jitlint.finding import Place
from jitlint.trace.entries import describe
from jitlint.trace.events import (
    ArrayAttribute,
    Branch,
    Convert,
    Effect,
    Event,
    FreshCall,
    Hash,
    Index,
    Mutate,
    NumpyCall,
    SliceBound,
    StaticParameter,
    Swallow,
    UnknownSize,
)
from jitlint.trace.frames import Frame
from jitlint.trace.notes import StagedThere
from jitlint.trace.values import Array, Sequence, Static, Value
from jitlint.trace.values.lattice import UNKNOWN, combine, parts
from jitlint.trace.watches import undoing

if TYPE_CHECKING:
    from jitlint.read import ir
    from jitlint.trace.tracer import Tracer

Key = tuple[type[Event], Place, int]
_RAISING = (
    Branch, Convert, NumpyCall, Index, StaticParameter, UnknownSize, SliceBound, ArrayAttribute,
    Hash,
)  # fmt: skip
_ONCE = (Effect, Mutate)
_ABSTRACT = ("jax.eval_shape", "jax.make_jaxpr")
_COMPARING = ("max()", "min()", "sorted()")


def tell(
    tracer: "Tracer", kind: type[Event], frame: Frame, at: Place, told: dict[str, Any]
) -> None:
    """Tells an event at a place, unless a handler or a context manager guards against it."""
    if tracer.guards and kind in _RAISING:
        if tracer.handlers and not tracer.untraced:
            _tell_swallowed(tracer, kind, frame, at, told)
        return
    if kind in _ONCE and _runs_each_time(tracer, told):
        return
    if kind is Mutate:
        told["fills_in"] = undoing.fills_in(tracer, frame, at)
    key = (kind, at, hash((tracer.surroundings, _strength(told))))
    if key not in tracer.events:
        if kind is Mutate and undoing.leaves_nothing(tracer, frame, told):
            return
        tracer.events[key] = kind(at, describe(tracer.traces, frame), **told)
    tracer.ledger.tell(key)
    if kind is FreshCall and tracer.staging:
        tracer.note(StagedThere(at))


@dataclass(frozen=True, slots=True)
class Handler:
    """An `except` that is around: where it is, and what it catches, in the user's words."""

    at: Place
    catches: str


def _runs_each_time(tracer: "Tracer", told: dict[str, Any]) -> bool:
    """A function made for one abstract evaluation is traced by each, not once for many calls."""
    if len(tracer.traces) != 1 or any(parts(told.get("stored", UNKNOWN))):
        return False
    entry = tracer.traces[0].entry
    return entry.transform in _ABSTRACT and "<locals>" in entry.function


def _tell_swallowed(
    tracer: "Tracer", kind: type[Event], frame: Frame, at: Place, told: dict[str, Any]
) -> None:
    trace = describe(tracer.traces, frame)
    handler = tracer.handlers[-1]
    inside = kind(at, trace, **told)
    key = (Swallow, handler.at, hash((tracer.surroundings, at, _strength(told))))
    if trace is not None and handler.catches:
        swallow = Swallow(handler.at, trace, handler.catches, inside)
        tracer.events.setdefault(key, swallow)
        tracer.ledger.tell(key)


def percent_format(
    tracer: "Tracer", left: Value, right: Value, node: "ir.Binary", frame: Frame
) -> None:
    """Tells of `"%f" % value`, which converts."""
    text = left.value if isinstance(left, Static) else None
    values = right.items or [] if isinstance(right, Sequence) else [right]
    if not isinstance(text, str) or text.count("%s") + text.count("%r") >= len(values):
        return
    by = "%d-formatting" if "%d" in text or "%i" in text else "%-formatting"
    for value in values:
        place = frame.place(node.right)
        tracer.emit(Convert, frame, node, by=by, value=value, value_at=place)


def test_items(
    tracer: "Tracer", asks: str, values: Iterable[Value], node: "ir.Node", frame: Frame
) -> None:
    """Tells that a builtin asks values for their truth; some compare them first."""
    for value in values:
        if isinstance(value, Array):
            test = combine([value], tracer.staging) if asks in _COMPARING else value
            tracer.emit(Branch, frame, node, asks=asks, test=test)
            return


def _strength(told: dict[str, Any]) -> int:
    """Events at one place are told once for each kind of value met there, and each level."""
    found = [
        (type(part).__name__, part.kind, getattr(part, "certain", True))
        for value in told.values()
        for part in parts(value)
    ]
    levels = [value for value in told.values() if isinstance(value, int)]
    return hash((*found, *levels))
