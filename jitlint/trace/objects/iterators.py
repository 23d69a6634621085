"""Python's iterators: what `zip`, `map`, `enumerate` and their like give of known items."""

from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.frames import Frame
from jitlint.trace.objects import containers
from jitlint.trace.python.arguments import Arguments
from jitlint.trace.values import Sequence, Static, Value
from jitlint.trace.values.lattice import UNKNOWN, join_all

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def zipped(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `zip(…)` gives: rows of known items where every side is known."""
    sides = arguments.positional
    level = len(tracer.traces)
    known = [items for side in sides if (items := containers.items_of(side)) is not None]
    if sides and len(known) == len(sides) and arguments.rest is None:
        rows: list[Value] = [
            Sequence("tuple", list(row), UNKNOWN, level) for row in zip(*known, strict=False)
        ]
        return Sequence("list", rows, UNKNOWN, level)
    each = [containers.iterate(tracer, side, node, frame) for side in sides]
    items = each if arguments.rest is None else None
    row = Sequence("tuple", items, join_all(each), level)
    return Sequence("list", None, row, level)


def mapped(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `map(function, …)` gives, after calling the function."""
    if not arguments.positional or arguments.rest is not None:
        return UNKNOWN
    function, *sides = arguments.positional
    known = [items for side in sides if (items := containers.items_of(side)) is not None]
    level = len(tracer.traces)
    if len(known) == len(sides) and known and len(known[0]) <= containers.FEW:
        rows = [list(row) for row in zip(*known, strict=False)]
        made = [tracer.call_with(function, row, node, frame) for row in rows]
        return Sequence("list", made, UNKNOWN, level)
    each = [containers.iterate(tracer, side, node, frame) for side in sides]
    return Sequence("list", None, tracer.call_with(function, each, node, frame), level)


def enumerated(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `enumerate(…)` gives: pairs of a number and an item."""
    level = len(tracer.traces)
    iterable = arguments.positional[0] if arguments.positional else UNKNOWN
    items = containers.items_of(iterable)
    if items is not None and len(arguments.positional) == 1 and not arguments.keywords:
        pairs: list[Value] = [
            Sequence("tuple", [_number(n), item], UNKNOWN, level) for n, item in enumerate(items)
        ]
        return Sequence("list", pairs, UNKNOWN, level)
    each = containers.iterate(tracer, iterable, node, frame)
    pair = Sequence("tuple", [Static(type="int"), each], UNKNOWN, level)
    return Sequence("list", None, pair, level)


def backwards(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `reversed(…)` gives."""
    level = len(tracer.traces)
    sequence = arguments.positional[0] if arguments.positional else UNKNOWN
    items = containers.items_of(sequence)
    if items is not None:
        return Sequence("list", items[::-1], UNKNOWN, level)
    return Sequence("list", None, containers.iterate(tracer, sequence, node, frame), level)


def filtered(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `filter(function, iterable)` gives, after it asked each item for its truth."""
    if len(arguments.positional) != 2:
        return UNKNOWN
    function, iterable = arguments.positional
    each = containers.iterate(tracer, iterable, node, frame)
    asked = each
    if not isinstance(function, Static):
        asked = tracer.call_with(function, [each], node, frame)
    tracer.test_items("filter()", [asked], node, frame)
    return Sequence("list", None, each, len(tracer.traces))


def _number(number: int) -> Static:
    return Static(number, known=True, type="int")
