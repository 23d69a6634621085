"""Python's own functions whose answer the tracer works out itself, by their dotted names."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace import attributes, classification, containers, records
from jitlint.trace.arguments import Arguments
from jitlint.trace.classification import ABSENT_IN_TRACERS as ABSENT_IN_TRACERS
from jitlint.trace.events import Convert, Hash
from jitlint.trace.frames import Frame
from jitlint.trace.lattice import NONE, UNKNOWN, as_array, combine, element_of, join_all, text_of
from jitlint.trace.values import (
    Array,
    Bound,
    Class,
    Instance,
    Library,
    Mapping,
    Partial,
    Sequence,
    Static,
    Tree,
    Value,
)

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

Special = Callable[["Tracer", Arguments, ir.Node, Frame], Value]
BOOL = Static(type="bool")


def _partial(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    if not arguments.positional or arguments.rest is not None:
        return UNKNOWN
    function, *others = arguments.positional
    return Partial(function, tuple(others), tuple(arguments.keywords.items()), frame.loops)


def _descriptor(name: str) -> Special:
    def make(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        return Partial(Library(name), tuple(arguments.positional[:1]), ())

    return make


def _same_property(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    return arguments.positional[0] if arguments.positional else UNKNOWN


def _zip(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    sides = arguments.positional
    known = [s.items for s in sides if isinstance(s, Sequence) and s.items is not None]
    level = len(tracer.traces)
    if sides and len(known) == len(sides) and len({len(items) for items in known}) == 1:
        rows: list[Value] = [
            Sequence("tuple", list(row), UNKNOWN, level) for row in zip(*known, strict=True)
        ]
        return Sequence("list", rows, UNKNOWN, level)
    each = [containers.element(tracer, side) for side in sides]
    return Sequence("list", None, Sequence("tuple", each, UNKNOWN, level), level)


def _sequence(kind: str) -> Special:
    def make(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        level = len(tracer.traces)
        made = "tuple" if kind == "tuple" else "list" if kind == "list" else "set"
        if not arguments.positional:
            return Sequence(made, [], UNKNOWN, level)
        source = arguments.positional[0]
        if isinstance(source, Sequence) and source.items is not None and made != "set":
            return Sequence(made, list(source.items), UNKNOWN, level)
        each = containers.element(tracer, source)
        if made == "set" and isinstance(each, Array | Tree) and each.kind != "eager":
            at = arguments.places.get(0) or frame.place(node)
            tracer.emit(Hash, frame, node, by="a set", value=each, value_at=at)
        if isinstance(source, Tree):
            return UNKNOWN
        return Sequence(made, None, containers.element(tracer, source), level)

    return make


def _dict(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    items: dict[str | int, Value] = {}
    rest: Value | None = arguments.rest
    for source in arguments.positional:
        if isinstance(source, Mapping):
            items.update(source.items)
            rest = source.rest if rest is None else rest
        else:
            rest = UNKNOWN
    return Mapping({**items, **arguments.keywords}, rest, len(tracer.traces))


def _from_keys(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    level = len(tracer.traces)
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


def _defaultdict(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    level = len(tracer.traces)
    factory = arguments.positional[0] if arguments.positional else UNKNOWN
    made = tracer.call(factory, Arguments(), node, frame)
    if isinstance(made, Sequence | Mapping):
        made.level = level
    return Mapping({}, made, level)


def _deque(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    each = [containers.element(tracer, value) for value in arguments.positional[:1]]
    return Sequence("list", None, join_all(each), len(tracer.traces))


def _len(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match arguments.positional:
        case [Sequence(items=list() as items)] if not (frame.branches or frame.loops):
            return Static(len(items), known=True, type="int")
        case _:
            return Static(type="int")


def _getattr(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match arguments.positional:
        case [owner, Static(value=str() as name, known=True), *_]:
            return attributes.get(tracer, owner, name, node, frame)
        case _:
            return UNKNOWN


def _sum(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    if not arguments.positional:
        return UNKNOWN
    each = containers.element(tracer, arguments.positional[0])
    if isinstance(each, Array | Tree):
        return combine([each], tracer.staging)
    return Static() if isinstance(each, Static) else UNKNOWN


def _format(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match arguments.positional:
        case [value, spec] if not (isinstance(spec, Static) and spec.value == ""):
            place = arguments.places.get(0) or frame.place(node)
            tracer.emit(Convert, frame, node, by="a format spec", value=value, value_at=place)
        case _:
            pass
    return Static(type="str")


def _filter(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    if len(arguments.positional) != 2:
        return UNKNOWN
    function, iterable = arguments.positional
    each = containers.element(tracer, iterable)
    asked = each
    if not isinstance(function, Static):
        asked = tracer.call_with(function, [each], node, frame)
    tracer.test_items("filter()", [asked], node, frame)
    return Sequence("list", None, each, len(tracer.traces))


def _largest(name: str) -> Special:
    def find(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        asked = list(arguments.positional)
        if len(asked) == 1:
            asked = [containers.element(tracer, asked[0])]
        elif any(isinstance(value, Array | Tree) for value in asked):
            asked = [as_array(value) if isinstance(value, Tree) else value for value in asked]
        key = arguments.keywords.get("key")
        if key is not None:
            each = asked[0] if len(arguments.positional) == 1 else join_all(asked)
            tracer.test_items(name, [tracer.call_with(key, [each], node, frame)], node, frame)
            return UNKNOWN
        tracer.test_items(name, asked, node, frame)
        return Static() if all(isinstance(value, Static) for value in asked) else UNKNOWN

    return find


def _truth_of_items(name: str) -> Special:
    def find(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        each = [containers.element(tracer, value) for value in arguments.positional[:1]]
        tracer.test_items(name, each, node, frame)
        return BOOL

    return find


def _super(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match arguments.positional:
        case [Class() as start, (Instance() | Class()) as owner]:
            return Library("builtins.super", Bound(start, owner))
        case []:
            return _super_here(frame)
        case _:
            return UNKNOWN


def _super_here(frame: Frame) -> Value:
    here: Frame | None = frame
    while here and here.function is None:
        here = here.parent
    if here is None or here.function is None or not here.function.parameters:
        return UNKNOWN
    owner = here.names.get(here.function.parameters[0].name)
    cls = owner.cls if isinstance(owner, Instance) else owner
    if not isinstance(cls, Class) or not isinstance(owner, Instance | Class):
        return UNKNOWN
    for each in attributes.mro(cls):
        if any(statement is here.function for statement in each.node.body):
            return Library("builtins.super", Bound(each, owner))
    return UNKNOWN


def _next(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match arguments.positional:
        case [Sequence() as sequence, *_]:
            return element_of(sequence)
        case _:
            return UNKNOWN


def _text(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    return text_of(arguments.all())


SPECIAL: dict[str, Special] = {
    "builtins.str": _text,
    "builtins.repr": _text,
    "builtins.isinstance": classification.is_instance,
    "builtins.hasattr": classification.has_attribute,
    "builtins.callable": classification.is_callable,
    "builtins.zip": _zip,
    "builtins.tuple": _sequence("tuple"),
    "builtins.list": _sequence("list"),
    "builtins.set": _sequence("set"),
    "builtins.dict": _dict,
    "builtins.len": _len,
    "builtins.getattr": _getattr,
    "builtins.sum": _sum,
    "builtins.format": _format,
    "builtins.filter": _filter,
    "builtins.max": _largest("max()"),
    "builtins.min": _largest("min()"),
    "builtins.any": _truth_of_items("any()"),
    "builtins.all": _truth_of_items("all()"),
    "builtins.super": _super,
    "builtins.type": classification.type_of,
    "builtins.next": _next,
    "builtins.staticmethod": _descriptor("builtins.staticmethod"),
    "builtins.classmethod": _descriptor("builtins.classmethod"),
    "builtins.property": _descriptor("builtins.property"),
    "functools.cached_property": _descriptor("functools.cached_property"),
    "builtins.property.setter": _same_property,
    "builtins.property.getter": _same_property,
    "builtins.property.deleter": _same_property,
    "builtins.dict.fromkeys": _from_keys,
    "dataclasses.replace": records.replaced,
    "dataclasses.asdict": records.as_dict,
    "typing.NamedTuple": records.named_tuple,
    "typing.NamedTuple._replace": records.replaced,
    "typing.NamedTuple._asdict": records.as_dict,
    "collections.namedtuple": records.named_tuple,
    "functools.partial": _partial,
    "collections.defaultdict": _defaultdict,
    "collections.OrderedDict": _dict,
    "collections.deque": _deque,
}
