"""Comprehensions: what one makes, of few known items each, else after one turn."""

from typing import Literal

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import shape_growth
from jitlint.interpreter.domain.lattice import UNKNOWN, join_all
from jitlint.interpreter.domain.limits import UNROLLED_ITEMS
from jitlint.interpreter.domain.values import (
    Array,
    Frame,
    Mapping,
    Sequence,
    Static,
    Tree,
    Value,
)
from jitlint.interpreter.eval import unrolling
from jitlint.interpreter.events import Hash
from jitlint.interpreter.objects.containers import items_of, unpack
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.transforms import argument_checks


def comprehension(machine: Machine, node: ir.Comprehension, frame: Frame) -> Value:
    """Returns what a comprehension makes: of few known items each, else after one turn."""
    first = machine.evaluate(node.loops[0].iterable, frame)
    items = _few_items(node, first)
    if items is not None:
        return _of_each(machine, node, items, frame)
    inner = _inside(frame)
    for number, loop in enumerate(node.loops):
        iterable = machine.evaluate(loop.iterable, inner) if number else first
        _enter(machine, node, loop, inner)
        unpack(machine, loop.target, machine.iterate(iterable, loop.iterable, inner), inner)
        for condition in loop.conditions:
            machine.decide(condition, "a comprehension's if", inner)
    key, value = _turn(machine, node, inner, frame)
    if node.kind == "dict":
        return Mapping({}, value, frame.level)
    kind: Literal["tuple", "list", "set"] = "set" if node.kind == "set" else "list"
    ragged = shape_growth.makes_sizes(machine, node.element, inner, frame.place(node))
    return Sequence(kind, None, key, frame.level, ragged=ragged)


def _few_items(node: ir.Comprehension, iterable: Value) -> list[Value] | None:
    match node.loops:
        case (loop,) if not loop.conditions and node.kind != "set":
            items = items_of(iterable)
            return items if items is not None and len(items) <= UNROLLED_ITEMS else None
        case _:
            return None


def _of_each(machine: Machine, node: ir.Comprehension, items: list[Value], frame: Frame) -> Value:
    inner = _inside(frame)
    _enter(machine, node, node.loops[0], inner)
    made: list[tuple[Value, Value]] = []
    for item in items:
        unpack(machine, node.loops[0].target, item, inner)
        made.append(_turn(machine, node, inner, frame))
    if node.kind != "dict":
        ragged = shape_growth.makes_sizes(machine, node.element, inner, frame.place(node))
        keys = [key for key, _ in made]
        return Sequence("list", keys, UNKNOWN, frame.level, ragged=ragged)
    held = Mapping({}, None, frame.level)
    for key, value in made:
        if isinstance(key, Static) and key.known and isinstance(key.value, str | int):
            held.items[key.value] = value
        else:
            held.rest = value if held.rest is None else join_all([held.rest, value])
    return held


def _enter(machine: Machine, node: ir.Comprehension, loop: ir.Loop, inner: Frame) -> None:
    """Enters one of the loops of a comprehension, all of which turn at one place."""
    place = inner.place(node)
    machine.loops[place] = node
    inner.loops = (*inner.loops, place)
    few = unrolling.is_few(loop.iterable, inner)
    names = () if few else argument_checks.names_in(loop.target)
    inner.targets[place] = inner.targets.get(place, frozenset()).union(names)


def _turn(
    machine: Machine, node: ir.Comprehension, inner: Frame, frame: Frame
) -> tuple[Value, Value]:
    result = machine.evaluate(node.element, inner)
    if node.kind in ("dict", "set"):
        by = "a dict key" if node.kind == "dict" else "a set"
        _tell_hashed(machine, by, result, node, frame.place(node.element), frame)
    value = machine.evaluate(node.value, inner) if node.value is not None else UNKNOWN
    return result, value


def _inside(frame: Frame) -> Frame:
    """A comprehension has names of its own, but is evaluated as part of what is around it."""
    return Frame(
        frame.path,
        frame.module,
        frame,
        caller=frame,
        level=frame.level,
        loops=frame.loops,
        branches=frame.branches + 1,
        values=frame.values,
    )


def _tell_hashed(
    machine: Machine, by: str, value: Value, node: ir.Node, at: Place, frame: Frame
) -> None:
    if isinstance(value, Array | Tree) and value.kind != "eager":
        machine.emit(Hash, frame, node, by=by, value=value, value_at=at)
