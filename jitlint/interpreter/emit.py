"""Emits events: each once for a place and a kind of value, with the trace it happens in."""

from collections.abc import Iterable
from typing import Any, cast

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import reverted_mutation
from jitlint.interpreter.domain.lattice import UNKNOWN, combine
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import Array, Frame, Sequence, Static, Tree, Value
from jitlint.interpreter.events import (
    ArrayAttribute,
    Branch,
    Convert,
    Effect,
    Event,
    FreshCall,
    Hash,
    Mutate,
    NumpyCall,
    PythonIndex,
    SliceBound,
    StaticParameter,
    Swallow,
    UnknownSize,
)
from jitlint.interpreter.events.facts import StagedThere
from jitlint.interpreter.events.misuse import (
    ChangedCarry,
    DifferentBranches,
    DifferentiatedIntegers,
    DifferentiatedLoop,
    DifferentiatedResult,
    IndexBeyond,
    LoopBody,
    OutsideTransform,
    SetItem,
    StaticArgument,
    TracedArgument,
    TracedNondiff,
    TracedResult,
    UnboundAxis,
    UnfitAxes,
    UnfitShapes,
    WrongOption,
)
from jitlint.interpreter.state.expected_errors import ExpectedErrors
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.trace_stack import describe

Key = tuple[type[Event], Place, int]
_RAISING = (
    Branch, Convert, NumpyCall, PythonIndex, StaticParameter, UnknownSize, SliceBound,
    ArrayAttribute, Hash,
)  # fmt: skip
_REFUSED = (
    ChangedCarry, DifferentBranches, TracedResult, DifferentiatedIntegers, DifferentiatedResult,
    UnfitAxes, UnboundAxis, UnfitShapes, TracedNondiff, IndexBeyond, DifferentiatedLoop,
    OutsideTransform,
)  # fmt: skip
_MISUSED = (TracedArgument, WrongOption, SetItem, LoopBody)
_CERTAIN = frozenset((*_RAISING, *_REFUSED, *_MISUSED, StaticArgument))
_ONCE = (Effect, Mutate)
_ABSTRACT = ("jax.eval_shape", "jax.make_jaxpr")
_NUMBERS = frozenset({int, bool})
_PLAIN = frozenset({int, bool, str, Place})
_COMPARING = ("max()", "min()", "sorted()")


def emit(
    machine: Machine, kind: type[Event], frame: Frame, at: Place, fields: dict[str, Any]
) -> None:
    """Emits an event at a place, unless a handler or a context manager guards against it."""
    if machine.mode.guarded and kind in _RAISING:
        machine.state_of(ExpectedErrors).count += _is_sure(fields)
        if machine.mode.handlers and not machine.mode.untraced:
            _emit_swallowed(machine, kind, frame, at, fields)
        return
    if kind in _REFUSED and (machine.mode.guarded or machine.mode.untraced):
        return
    if kind in _MISUSED and machine.mode.guarded:
        return
    if machine.mode.chosen and kind in _CERTAIN:
        return
    if kind in _ONCE and _runs_each_time(machine, fields):
        return
    if kind is Mutate:
        fields["fills_in"] = reverted_mutation.fills_in(machine, frame, at)
    key = (kind, at, hash((machine.surroundings, _strength(fields))))
    if key not in machine.events:
        if kind is Mutate and (
            reverted_mutation.leaves_nothing(machine, frame, fields)
            or reverted_mutation.is_overwritten(machine, frame, at)
        ):
            return
        machine.events[key] = kind(at, describe(machine.traces, frame), **fields)
    machine.provenance.record(key)
    if kind is FreshCall and machine.staging:
        machine.note(StagedThere(at))


def _is_sure(fields: dict[str, Any]) -> bool:
    """Says whether an event is of a value that has no concrete one, on whatever path."""
    found = [part for value in fields.values() for part in parts(value)]
    found += [part for value, _ in fields.get("concrete", ()) for part in parts(value)]
    traced = [part for part in found if part.kind == "abstract"]
    return any(isinstance(part, Tree) or part.certain for part in traced)


def _runs_each_time(machine: Machine, fields: dict[str, Any]) -> bool:
    """A function made for one abstract evaluation is traced by each, not once for many calls."""
    if len(machine.traces) != 1 or any(parts(fields.get("stored", UNKNOWN))):
        return False
    entry = machine.traces[0].entry
    return entry.transform in _ABSTRACT and "<locals>" in entry.function


def _emit_swallowed(
    machine: Machine, kind: type[Event], frame: Frame, at: Place, fields: dict[str, Any]
) -> None:
    trace = describe(machine.traces, frame)
    handler = machine.mode.handlers[-1]
    inside = kind(at, trace, **fields)
    key = (Swallow, handler.at, hash((machine.surroundings, at, _strength(fields))))
    if trace is not None and handler.catches:
        swallow = Swallow(handler.at, trace, handler.catches, inside)
        machine.events.setdefault(key, swallow)
        machine.provenance.record(key)


def percent_format(
    machine: Machine, left: Value, right: Value, node: "ir.Binary", frame: Frame
) -> None:
    """Emits an event for `"%f" % value`, which converts."""
    text = left.value if isinstance(left, Static) else None
    values = right.items or [] if isinstance(right, Sequence) else [right]
    if not isinstance(text, str) or text.count("%s") + text.count("%r") >= len(values):
        return
    by = "%d-formatting" if "%d" in text or "%i" in text else "%-formatting"
    for value in values:
        place = frame.place(node.right)
        machine.emit(Convert, frame, node, by=by, value=value, value_at=place)


def test_items(
    machine: Machine, asks: str, values: Iterable[Value], node: "ir.Node", frame: Frame
) -> None:
    """Emits an event where a builtin asks values for their truth; some compare them first."""
    for value in values:
        if isinstance(value, Array):
            test = combine([value], machine.staging) if asks in _COMPARING else value
            machine.emit(Branch, frame, node, asks=asks, test=test)
            return


def _strength(fields: dict[str, Any]) -> int:
    """Events at one place are emitted once for each kind of value met there, and each level."""
    fielded = [each for each in fields.values() if type(each) not in _PLAIN]
    values = [value for each in fielded for value in _each(each)]
    found = [
        (type(part).__name__, part.kind, getattr(part, "certain", True))
        for value in values
        for part in parts(value)
    ]
    levels = [value for value in fields.values() if type(value) in _NUMBERS]
    return hash((UNKNOWN in values, *found, *levels))


def _each(field: Any) -> tuple[Any, ...]:
    return cast("tuple[Any, ...]", field) if isinstance(field, tuple) else (field,)
