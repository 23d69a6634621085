"""Containers that Python's own classes make when they are called: `list`, `dict`, `deque`."""

from collections.abc import Callable

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import NONE, UNKNOWN, join_all
from jitlint.interpreter.domain.values import Array, Frame, Mapping, Sequence, Static, Tree, Value
from jitlint.interpreter.events import Hash
from jitlint.interpreter.objects import containers
from jitlint.interpreter.state.machine import Machine

Special = Callable[[Machine, Arguments, ir.Node, Frame], Value]


def sequence(kind: str) -> Special:
    """Returns what carries out `list(…)`, `tuple(…)` or `set(…)`."""

    def make(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        level = machine.level
        made = "tuple" if kind == "tuple" else "list" if kind == "list" else "set"
        if not arguments.positional:
            return Sequence(made, [], UNKNOWN, level)
        source = arguments.positional[0]
        if isinstance(source, Sequence) and source.items is not None and made != "set":
            return Sequence(made, list(source.items), UNKNOWN, level)
        each = containers.element(machine, source)
        if made == "set" and isinstance(each, Array | Tree) and each.kind != "eager":
            at = arguments.places.get(0) or frame.place(node)
            machine.emit(Hash, frame, node, by="a set", value=each, value_at=at)
        if isinstance(source, Tree):
            return UNKNOWN
        return Sequence(made, None, containers.element(machine, source), level)

    return make


def dictionary(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `dict(…)` makes."""
    items: dict[str | int, Value] = {}
    rest: Value | None = arguments.rest
    for source in arguments.positional:
        if isinstance(source, Mapping):
            items.update(source.items)
            rest = source.rest if rest is None else rest
        elif (pairs := _pairs(source)) is not None:
            items.update(pairs)
        else:
            rest = UNKNOWN
    exact = all(each.exact for each in arguments.positional if isinstance(each, Mapping))
    return Mapping({**items, **arguments.keywords}, rest, machine.level, exact=exact)


def from_keys(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `dict.fromkeys(…)` makes."""
    level = machine.level
    match arguments.positional:
        case [Sequence(items=list() as items), *value]:
            known = [i.value for i in items if isinstance(i, Static) and i.known]
            keys = [key for key in known if isinstance(key, str | int)]
            each = value[0] if value else NONE
            exact = len(keys) == len(items)
            return Mapping(dict.fromkeys(keys, each), None if exact else each, level)
        case [_, *value]:
            return Mapping({}, value[0] if value else NONE, level)
        case _:
            return UNKNOWN


def defaultdict(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `collections.defaultdict(…)` makes."""
    level = machine.level
    factory = arguments.positional[0] if arguments.positional else UNKNOWN
    made = machine.call(factory, Arguments(), node, frame)
    if isinstance(made, Sequence | Mapping):
        made.level = level
    return Mapping({}, made, level)


def deque(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `collections.deque(…)` makes."""
    level = machine.level
    match arguments.positional:
        case [] if arguments.rest is None and not arguments.keywords:
            return Sequence("list", [], UNKNOWN, level)
        case [source] if not arguments.keywords:
            items = containers.items_of(source)
        case _:
            items = None
    each = [containers.element(machine, value) for value in arguments.positional[:1]]
    return Sequence("list", items, join_all(each), level)


def _pairs(source: Value) -> dict[str | int, Value] | None:
    found: dict[str | int, Value] = {}
    for pair in containers.items_of(source) or [UNKNOWN]:
        match pair:
            case Sequence(items=[Static(value=str() | int() as key, known=True), value]):
                found[key] = value
            case _:
                return None
    return found
