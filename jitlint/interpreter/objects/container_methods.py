"""Methods of Python's containers: they change what was there before, or take it apart."""

import re

from jitlint.frontend import ir
from jitlint.interpreter.domain import texts
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.depth_limit import bounded
from jitlint.interpreter.domain.lattice import NONE, UNKNOWN, element_of, join, join_all, text_of
from jitlint.interpreter.domain.limits import KNOWN_ITEMS
from jitlint.interpreter.domain.values import Frame, Library, Mapping, Sequence, Static, Tree, Value
from jitlint.interpreter.events import Convert, Mutate
from jitlint.interpreter.objects import container_items
from jitlint.interpreter.objects.attribute_writes import is_decided
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.machine_state import note_change
from jitlint.interpreter.syntax.mutated_parameters import CHANGES
from jitlint.interpreter.syntax.names import dotted

_SPEC = re.compile(r"{[^{}]*:[^{}]+}")
_FIRST = {
    "pop": Static(-1, known=True, type="int"),
    "popleft": Static(0, known=True, type="int"),
}


def call(
    machine: Machine, callee: Library, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Returns what a method of a list, tuple, set or dict returns, after it changed its owner."""
    name = callee.name.rpartition(".")[2]
    owner = callee.self
    if isinstance(owner, Sequence | Mapping) and name in CHANGES:
        machine.change(owner)
        _note_change(machine, owner, name, arguments, node, frame)
    match owner:
        case Static(type="str"):
            return _of_string(machine, owner, name, arguments, node, frame)
        case Sequence():
            return _of_sequence(machine, owner, name, arguments, frame)
        case Mapping():
            return _of_mapping(machine, owner, name, arguments, frame)
        case Tree():
            return _of_tree(machine, owner, name)
        case _:
            return UNKNOWN


def _of_string(
    machine: Machine,
    owner: Static,
    name: str,
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> Value:
    if name == "format" and isinstance(owner.value, str) and _SPEC.search(owner.value):
        for number, value in enumerate(arguments.positional):
            place = arguments.places.get(number) or frame.place(node)
            machine.emit(Convert, frame, node, by="a format spec", value=value, value_at=place)
    known = texts.call(owner, name, arguments.positional, machine.level)
    if known is not None and not arguments.keywords and arguments.rest is None:
        return known
    if name in ("split", "splitlines", "encode"):
        return Static()
    if name in ("index", "rindex", "find", "rfind", "count"):
        return Static(type="int")
    if name.startswith(("is", "starts", "ends")):
        return Static(type="bool")
    return text_of([owner, *arguments.all()])


def append(sequence: Sequence, value: Value, frame: Frame) -> None:
    """Adds a value to a list: at its end where the path is decided, else anywhere."""
    items, value = sequence.items, bounded(value)
    if items is not None and len(items) < KNOWN_ITEMS and is_decided(frame, sequence.level):
        items.append(value)
    else:
        container_items.weaken(sequence, value)


def _note_change(
    machine: Machine,
    owner: Sequence | Mapping,
    name: str,
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> None:
    stored = arguments.positional[-1] if arguments.positional else UNKNOWN
    if arguments.keywords:
        stored = join_all(arguments.keywords.values())
    target = "…"
    if isinstance(node, ir.Call) and isinstance(node.function, ir.Attribute):
        target = dotted(node.function.value)
        note_change(node.function.value, frame)
    machine.emit(Mutate, frame, node, how=name, target=target, level=owner.level, stored=stored)


def _of_sequence(
    machine: Machine, owner: Sequence, name: str, arguments: Arguments, frame: Frame
) -> Value:
    match name, arguments.positional:
        case (("append" | "add"), [value]):
            append(owner, value, frame)
        case "appendleft", [value]:
            _insert(owner, _FIRST["popleft"], value, frame)
        case "insert", [index, value]:
            _insert(owner, index, value, frame)
        case "extend", [value]:
            machine.extend_items(owner, _copy(value) if value is owner else value, frame)
        case (("pop" | "popleft"), index):
            return _pop(owner, index[0] if index else _FIRST[name], frame)
        case "clear", _ if is_decided(frame, owner.level):
            owner.items = []
        case "reverse", _ if owner.items is not None and is_decided(frame, owner.level):
            owner.items.reverse()
        case (("remove" | "discard" | "clear" | "sort" | "reverse"), _):
            owner.element, owner.items = element_of(owner), None
        case "copy", []:
            return _copy(owner, frame.level)
        case (("index" | "count"), _):
            return Static(type="int")
        case _:
            pass
    return NONE


def _copy(sequence: Value, level: int = 0) -> Value:
    if not isinstance(sequence, Sequence):
        return sequence
    items = None if sequence.items is None else list(sequence.items)
    return Sequence(sequence.kind, items, sequence.element, level)


def _insert(owner: Sequence, index: Value, value: Value, frame: Frame) -> None:
    match index:
        case Static(value=int() as number, known=True) if (
            owner.items is not None
            and len(owner.items) < KNOWN_ITEMS
            and is_decided(frame, owner.level)
        ):
            owner.items.insert(number, bounded(value))
        case _:
            container_items.weaken(owner, bounded(value))


def _pop(owner: Sequence, index: Value, frame: Frame) -> Value:
    match index:
        case Static(value=int() as number, known=True) if (
            owner.items is not None
            and -len(owner.items) <= number < len(owner.items)
            and is_decided(frame, owner.level)
        ):
            return owner.items.pop(number)
        case _:
            owner.element, owner.items = element_of(owner), None
            return owner.element


def _of_mapping(
    machine: Machine, owner: Mapping, name: str, arguments: Arguments, frame: Frame
) -> Value:
    level = machine.level
    every = [*owner.items.values(), *([] if owner.rest is None else [owner.rest])]
    match name, arguments.positional:
        case "items", _:
            return _items(owner, level)
        case "keys", _:
            return Sequence("list", [_key(key) for key in owner.items], UNKNOWN, level)
        case "values", _:
            known = list(owner.items.values()) if owner.rest is None else None
            return Sequence("list", known, join_all(every), level)
        case (("get" | "pop" | "setdefault"), [key, *default]):
            found = _found(machine, owner, key, default[0] if default else NONE)
            if name == "setdefault" and isinstance(owner.rest, Sequence | Mapping):
                return owner.rest
            if name == "setdefault":
                container_items.put(owner, key, found, frame)
            elif name == "pop":
                _pop_key(owner, key, frame)
            return found
        case "popitem", _:
            return _pop_item(owner, frame)
        case "update", others:
            _update(owner, others, arguments.keywords, frame)
            return NONE
        case "clear", _ if is_decided(frame, owner.level):
            owner.items.clear()
            owner.rest, owner.exact = None, True
            return NONE
        case "copy", _:
            return Mapping(dict(owner.items), owner.rest, level, exact=owner.exact)
        case _:
            return NONE


def _found(machine: Machine, owner: Mapping, key: Value, missing: Value) -> Value:
    known = isinstance(key, Static) and key.known
    if isinstance(key, Static) and known and key.value in owner.items:
        return owner.items[key.value] if isinstance(key.value, str | int) else UNKNOWN
    if owner.rest is None and (known or not owner.items):
        return missing
    return join(container_items.item(machine, owner, key), missing)


def _pop_key(owner: Mapping, key: Value, frame: Frame) -> None:
    """Takes a key out of a dict; where nobody knows which, any of all may be gone."""
    if isinstance(key, Static) and isinstance(key.value, str | int):
        container_items.remove(owner, key.value, frame)
    else:
        owner.exact = False


def _pop_item(owner: Mapping, frame: Frame) -> Value:
    """Takes out what was put in last; where nobody knows what that is, any of all may be gone."""
    if owner.items and owner.rest is None and is_decided(frame, owner.level):
        key, value = owner.items.popitem()
        return Sequence("tuple", [_key(key), value], UNKNOWN, frame.level)
    held = [*owner.items.values(), *([] if owner.rest is None else [owner.rest])]
    owner.items, owner.rest = {}, join_all(held)
    return Sequence("tuple", [Static(), owner.rest], UNKNOWN, frame.level)


def _update(owner: Mapping, others: list[Value], keywords: dict[str, Value], frame: Frame) -> None:
    for other in [*others, Mapping({**keywords}, None, owner.level)]:
        if not isinstance(other, Mapping):
            owner.rest = UNKNOWN
            continue
        owner.exact = owner.exact and other.exact
        for key, value in other.items.items():
            container_items.put(owner, _key(key), value, frame)
        if other.rest is not None:
            owner.rest = other.rest if owner.rest is None else join(owner.rest, other.rest)


def _items(owner: Mapping, level: int) -> Value:
    if owner.rest is None:
        pairs: list[Value] = [
            Sequence("tuple", [_key(key), value], UNKNOWN, level)
            for key, value in owner.items.items()
        ]
        return Sequence("list", pairs, UNKNOWN, level)
    each = join_all([*owner.items.values(), owner.rest])
    pair = Sequence("tuple", [Static(), each], UNKNOWN, level)
    return Sequence("list", None, pair, level)


def _of_tree(machine: Machine, owner: Tree, name: str) -> Value:
    level = machine.level
    match name:
        case "items":
            pair = Sequence("tuple", [Static(), owner], UNKNOWN, level)
            return Sequence("list", None, pair, level)
        case "values":
            return Sequence("list", None, owner, level)
        case "keys":
            return Sequence("list", None, Static(), level)
        case "get" | "pop" | "setdefault":
            return UNKNOWN
        case _:
            return owner if name == "copy" else UNKNOWN


def _key(key: str | int) -> Static:
    return Static(key, known=True, type=type(key).__name__)
