"""Python's iterators: what `zip`, `map`, `enumerate` and their like give of known items.

`iter(…)` and generators make the only ones of which it is known how far they are.
"""

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN, element_of, join_all
from jitlint.interpreter.domain.limits import UNROLLED_ITEMS
from jitlint.interpreter.domain.values import Array, Frame, Sequence, Static, Value
from jitlint.interpreter.events import Branch
from jitlint.interpreter.objects import comparison, containers, dunder_calls
from jitlint.interpreter.objects.attribute_writes import is_decided
from jitlint.interpreter.state.machine import Machine


def made(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `iter(…)` makes: an iterator over items, or over calls up to a sentinel."""
    match arguments.positional:
        case [Sequence(kind="iterator") as iterator]:
            return iterator
        case [iterable]:
            items = containers.items_of(iterable)
            each = UNKNOWN if items else containers.iterate(machine, iterable, node, frame)
            return Sequence("iterator", items, each, machine.level)
        case [function, sentinel]:
            return _until(machine, function, sentinel, node, frame)
        case _:
            return UNKNOWN


def following(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `next(…)` takes from an iterator, which is left with the others."""
    match arguments.positional:
        case [Sequence(kind="iterator", items=list() as items) as iterator, *default] if is_decided(
            frame, iterator.level
        ):
            machine.change(iterator)
            return items.pop(0) if items else join_all(default)
        case [Sequence() as sequence, *_]:
            machine.change(sequence)
            sequence.element, sequence.items = element_of(sequence), None
            return sequence.element
        case [iterator, *_]:
            given = dunder_calls.call(machine, iterator, "__next__", [], node, frame)
            return UNKNOWN if given is None else given
        case _:
            return UNKNOWN


def _until(
    machine: Machine, function: Value, sentinel: Value, node: ir.Node, frame: Frame
) -> Sequence:
    """Calls a function until it surely returns the sentinel, or nobody knows whether it does."""
    level = machine.level
    given: list[Value] = []
    for _ in range(UNROLLED_ITEMS):
        given.append(machine.call_with(function, [], node, frame))
        is_last = comparison.ordered(machine, "==", given[-1], sentinel)
        if isinstance(is_last, Array):
            machine.emit(Branch, frame, node, asks="iter()", test=is_last)
        match machine.truth(is_last):
            case True:
                return Sequence("iterator", given[:-1], UNKNOWN, level)
            case None:
                break
            case False:
                pass
    return Sequence("iterator", None, join_all(given), level)


def zipped(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `zip(…)` gives: rows of known items where every side is known."""
    sides = arguments.positional
    level = machine.level
    known = [items for side in sides if (items := containers.items_of(side)) is not None]
    if sides and len(known) == len(sides) and arguments.rest is None:
        rows: list[Value] = [
            Sequence("tuple", list(row), UNKNOWN, level) for row in zip(*known, strict=False)
        ]
        return Sequence("list", rows, UNKNOWN, level)
    each = [containers.iterate(machine, side, node, frame) for side in sides]
    items = each if arguments.rest is None else None
    row = Sequence("tuple", items, join_all(each), level)
    return Sequence("list", None, row, level)


def mapped(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `map(function, …)` gives, after calling the function."""
    if not arguments.positional or arguments.rest is not None:
        return UNKNOWN
    function, *sides = arguments.positional
    known = [items for side in sides if (items := containers.items_of(side)) is not None]
    level = machine.level
    if len(known) == len(sides) and known and len(known[0]) <= UNROLLED_ITEMS:
        rows = [list(row) for row in zip(*known, strict=False)]
        made = [machine.call_with(function, row, node, frame) for row in rows]
        return Sequence("list", made, UNKNOWN, level)
    each = [containers.iterate(machine, side, node, frame) for side in sides]
    return Sequence("list", None, machine.call_with(function, each, node, frame), level)


def enumerated(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `enumerate(…)` gives: pairs of a number and an item."""
    level = machine.level
    iterable = arguments.positional[0] if arguments.positional else UNKNOWN
    items = containers.items_of(iterable)
    if items is not None and len(arguments.positional) == 1 and not arguments.keywords:
        pairs: list[Value] = [
            Sequence("tuple", [_number(n), item], UNKNOWN, level) for n, item in enumerate(items)
        ]
        return Sequence("list", pairs, UNKNOWN, level)
    each = containers.iterate(machine, iterable, node, frame)
    pair = Sequence("tuple", [Static(type="int"), each], UNKNOWN, level)
    return Sequence("list", None, pair, level)


def backwards(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `reversed(…)` gives."""
    level = machine.level
    sequence = arguments.positional[0] if arguments.positional else UNKNOWN
    items = containers.items_of(sequence)
    if items is not None:
        return Sequence("list", items[::-1], UNKNOWN, level)
    return Sequence("list", None, containers.iterate(machine, sequence, node, frame), level)


def filtered(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `filter(function, iterable)` gives, after it tested each item for its truth."""
    if len(arguments.positional) != 2:
        return UNKNOWN
    function, iterable = arguments.positional
    each = containers.iterate(machine, iterable, node, frame)
    tested = each
    if not isinstance(function, Static):
        tested = machine.call_with(function, [each], node, frame)
    machine.test_items("filter()", [tested], node, frame)
    return Sequence("list", None, each, machine.level)


def _number(number: int) -> Static:
    return Static(number, known=True, type="int")
