"""Clocks read around calls of jitted functions: JAX returns before the work is done.

    start = time.perf_counter()             the statement that reads the clock first
    y = step(x)                             dispatched, not awaited
    took = time.perf_counter() - start      the difference: only the dispatch is measured

Anything between that may wait, or is not known, keeps this silent.
"""

from jitlint.frontend import ir
from jitlint.interpreter.domain import transform_kinds
from jitlint.interpreter.domain.values import (
    Bound,
    Frame,
    Library,
    Partial,
    Static,
    Transformed,
    Value,
)
from jitlint.interpreter.events.compiling import UnawaitedTime
from jitlint.interpreter.objects.targets import target_of
from jitlint.interpreter.state.blocks import Written, place_in_block
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.walk import walk

CLOCKS = frozenset(
    f"time.{name}" for name in ("time", "perf_counter", "monotonic", "time_ns", "perf_counter_ns")
)
HARMLESS = frozenset(f"builtins.{name}" for name in ("range", "enumerate", "len", "zip", "round"))
METHODS = frozenset(
    f"jax.Array.{name}"
    for name in "sum mean max min std var dot reshape astype ravel squeeze transpose".split()
)
PLAIN = (ir.Assign, ir.Augment, ir.Evaluate, ir.For)


def read(machine: Machine, name: str, node: ir.Node, frame: Frame) -> None:
    """Emits an event for a reading of a clock that ends a measurement of work not awaited."""
    if name not in CLOCKS or machine.traces or machine.mode.guarded:
        return
    found = place_in_block(machine, frame, node.at)
    if found:
        _end(machine, *found, node, frame)


def _end(machine: Machine, written: Written, place: int, node: ir.Node, frame: Frame) -> None:
    last = written.block[place]
    difference = _difference(written, place, node)
    if difference is None or not isinstance(difference.right, ir.Name):
        return
    start = difference.right.id
    started = written.bound_before(start, place)
    if started < 0 or not _reads_clock(written.block[started], start, frame):
        return
    between = range(started + 1, place)
    if all(_passes(written.block[each], frame) for each in reversed(between)):
        _judge(machine, [written.block[each] for each in between], (last, node), difference, frame)


def _difference(written: Written, place: int, node: ir.Node) -> ir.Binary | None:
    """Returns `clock() - start`, or `end - start` where the last statement is `end = clock()`."""
    match written.block[place]:
        case ir.Assign(targets=(ir.Name(id=end),), value=ir.Call() as value) if value is node:
            return written.subtracted_from(end, place)
        case last:
            ends = (each for each in walk(last) if isinstance(each, ir.Binary))
            return next((each for each in ends if each.operator == "-" and each.left is node), None)


def _reads_clock(statement: ir.Statement, name: str, frame: Frame) -> bool:
    match statement:
        case ir.Assign(targets=(ir.Name(id=target),), value=ir.Call(function=function)):
            found = frame.value_of(function)
            return target == name and isinstance(found, Library) and found.name in CLOCKS
        case _:
            return False


def _judge(
    machine: Machine,
    between: list[ir.Statement],
    end: tuple[ir.Statement, ir.Node],
    difference: ir.Binary,
    frame: Frame,
) -> None:
    last, clock = end
    called: ir.Call | None = None
    for node in walk(tuple(between)):
        if isinstance(node, ir.Call) and _is_dispatched(node, frame):
            called = called or node
    if called is None:
        return
    if any(_shows_before(each, clock, frame) for each in walk(last)):
        return
    wrapper = frame.value_of(called.function)
    target = target_of(wrapper)
    fields = {"function": target.name if target else "", "called_at": frame.place(called)}
    machine.emit(UnawaitedTime, frame, difference, **fields)


def _is_dispatched(node: ir.Call, frame: Frame) -> bool:
    return _is_staged(frame.value_of(node.function))


def _is_staged(value: Value) -> bool:
    match value:
        case Transformed():
            return transform_kinds.stages(value.model)
        case Bound(function=function) | Partial(function=function):
            return _is_staged(function)
        case _:
            return False


def _passes(statement: ir.Statement, frame: Frame) -> bool:
    """Says whether a statement surely waits for no result."""
    for node in walk(statement):
        if isinstance(node, ir.Call) and not _goes_on(node, frame):
            return False
        if isinstance(node, ir.Format | ir.Ternary | ir.Boolean | ir.Compare | ir.Comprehension):
            return False
    inner = [each for each in walk(statement) if isinstance(each, ir.Statement)]
    return all(isinstance(each, (*PLAIN, ir.Function)) for each in inner)


def _goes_on(node: ir.Call, frame: Frame) -> bool:
    if isinstance(node.function, ir.Attribute) and node.function.name == "append":
        return True
    function = frame.value_of(node.function)
    match function:
        case Transformed() | Bound() | Partial():
            return _is_staged(function)
        case Library(name=name):
            pure = name.startswith(("jax.numpy.", "jax.random.", "jax.lax."))
            return pure or name in HARMLESS or name in METHODS
        case _:
            return False


def _shows_before(node: ir.Node, clock: ir.Node, frame: Frame) -> bool:
    """Says whether the last statement may turn a result into text or a number before the clock.

    What it has not evaluated yet comes after.
    """
    match node:
        case ir.Formatted(value=value) if all(each is not clock for each in walk(value)):
            return frame.has_value(value) and not isinstance(frame.value_of(value), Static)
        case ir.Call(function=function) if node is not clock and frame.has_value(function):
            found = frame.value_of(function)
            name = found.name if isinstance(found, Library) else ""
            method = isinstance(function, ir.Attribute) and function.name in ("append", "format")
            return not method and name not in ("builtins.print", "builtins.round")
        case _:
            return False
