"""Containers: displays and comprehensions make them, loops and unpacking take them apart."""

from jitlint.frontend import ir
from jitlint.interpreter.avals.indexing import slice_of
from jitlint.interpreter.domain.lattice import UNKNOWN, combine, element_of, join_all
from jitlint.interpreter.domain.limits import DISPLAY_ITEMS
from jitlint.interpreter.domain.values import (
    Array,
    Foreign,
    Frame,
    Instance,
    Library,
    Mapping,
    Sequence,
    Static,
    Tree,
    Value,
)
from jitlint.interpreter.objects import dunder_calls
from jitlint.interpreter.objects.dataclasses import as_tuple
from jitlint.interpreter.objects.targets import HOLDERS
from jitlint.interpreter.state.machine import Machine


def collection(machine: Machine, node: ir.Collection, frame: Frame) -> Value:
    """Returns the tuple, list or set that a display makes."""
    items: list[Value] = []
    known = node.kind != "set" and len(node.items) <= DISPLAY_ITEMS
    for item in node.items:
        value = machine.evaluate(item, frame)
        if not isinstance(item, ir.Starred):
            items.append(value)
        elif isinstance(value, Sequence) and value.items is not None:
            items.extend(value.items)
            known = known and len(items) <= DISPLAY_ITEMS
        else:
            items.append(element(machine, value))
            known = False
    if known:
        return Sequence(node.kind, items, UNKNOWN, frame.level)
    return Sequence(node.kind, None, join_all(items), frame.level)


def dictionary(machine: Machine, node: ir.Dict, frame: Frame) -> Value:
    """Returns the dict that a display makes."""
    items: dict[str | int, Value] = {}
    rest: list[Value] = []
    exact = True
    for key_node, value_node in zip(node.keys, node.values, strict=True):
        key = machine.evaluate(key_node, frame) if key_node is not None else None
        value = machine.evaluate(value_node, frame)
        if key_node is None and isinstance(value, Mapping):
            items.update(value.items)
            exact = exact and value.exact
            rest += [] if value.rest is None else [value.rest]
        elif isinstance(key, Static) and key.known and isinstance(key.value, str | int):
            items[key.value] = value
        else:
            rest.append(value)
    if len(items) > DISPLAY_ITEMS:
        items, rest = {}, [*items.values(), *rest]
    return Mapping(items, join_all(rest) if rest else None, frame.level, exact=exact)


def element(machine: Machine, value: Value) -> Value:
    """Returns what iterating over a value gives."""
    match value:
        case Sequence():
            return element_of(value)
        case Instance():
            fields = as_tuple(value)
            return UNKNOWN if fields is None else element_of(fields)
        case Mapping():
            return Static(type="str" if all(isinstance(k, str) for k in value.items) else "")
        case Array():
            return combine([value], machine.staging, aval=slice_of(value.aval))
        case Static(type="str"):
            return Static(type="str")
        case Static(type="range"):
            return Static(type="int")
        case Static():
            return Static()
        case _:
            return UNKNOWN


def items_of(value: Value) -> list[Value] | None:
    """Returns what a loop over a value binds in each turn, None where that is not known."""
    match value:
        case Sequence(items=list() as items) if value.kind != "set":
            return list(items)
        case Mapping(rest=None):
            return [Static(key, known=True, type=type(key).__name__) for key in value.items]
        case Instance():
            fields = as_tuple(value)
            return None if fields is None or fields.items is None else list(fields.items)
        case _:
            return None


def iterate(machine: Machine, value: Value, node: ir.Node, frame: Frame) -> Value:
    """Returns what a loop over a value binds, by `__iter__` where its class has one."""
    made = dunder_calls.call(machine, value, "__iter__", [], node, frame)
    return element(machine, value if made is None else made)


def unpack(machine: Machine, target: ir.Expression, value: Value, frame: Frame) -> None:
    """Binds a target of an assignment or a loop, after evaluating what it is made of."""
    match target:
        case ir.Name(id=name):
            machine.bind_name(name, value, target, frame)
        case ir.Collection(items=targets):
            made = dunder_calls.call(machine, value, "__iter__", [], target, frame)
            value = value if made is None else made
            for each, item in zip(targets, _spread(machine, targets, value), strict=True):
                unpack(machine, each, item, frame)
        case ir.Starred(value=inner):
            unpack(machine, inner, value, frame)
        case _:
            evaluate_parts(machine, target, frame)
            store(machine, target, value, frame)


def evaluate_parts(machine: Machine, target: ir.Expression, frame: Frame) -> None:
    """Evaluates the expressions that a target of an assignment or of `del` is made of."""
    match target:
        case ir.Attribute(value=owner):
            machine.evaluate(owner, frame)
        case ir.Subscript(value=container, index=index):
            machine.evaluate(container, frame)
            machine.evaluate(index, frame)
        case _:
            return


def store(machine: Machine, target: ir.Expression, value: Value, frame: Frame) -> None:
    """Binds a target of which the parts have been evaluated."""
    match target:
        case ir.Name(id=name):
            machine.bind_name(name, value, target, frame)
        case ir.Attribute():
            machine.set_attribute(target, value, frame)
        case ir.Subscript():
            machine.set_item(target, value, frame)
        case _:
            return


def _spread(machine: Machine, targets: tuple[ir.Expression, ...], value: Value) -> list[Value]:
    starred = [n for n, each in enumerate(targets) if isinstance(each, ir.Starred)]
    if isinstance(value, Instance):
        value = as_tuple(value) or value
    if isinstance(value, Foreign) and f"{value.cls}.init" in HOLDERS:
        pair: list[Value] = [Library(f"{value.cls}.{name}", value) for name in ("init", "apply")]
        value = Sequence("tuple", pair, UNKNOWN, 0)
    if isinstance(value, Sequence) and value.items is not None:
        items = list(value.items)
        if not starred and len(items) == len(targets):
            return items
        if starred and len(items) >= len(targets) - 1:
            first, after = starred[0], len(targets) - starred[0] - 1
            middle = items[first : len(items) - after]
            rest = Sequence("list", middle, UNKNOWN, value.level)
            return [*items[:first], rest, *items[len(items) - after :]]
    each = value if isinstance(value, Tree) else element(machine, value)
    many = Sequence("list", None, each, 0)
    return [many if n in starred else each for n in range(len(targets))]
