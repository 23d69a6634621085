"""Records: classes whose constructor Python writes, from their fields."""

from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.arguments import Arguments
from jitlint.trace.frames import Frame
from jitlint.trace.lattice import UNKNOWN
from jitlint.trace.values import Class, Instance, Library, Mapping, Sequence, Static, Value

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

NAMED_TUPLES = frozenset({"typing.NamedTuple", "collections.namedtuple"})
METHODS = frozenset({"_replace", "_asdict"})


def fields_of(cls: Class) -> list[str]:
    """Returns the annotated fields of a class and its bases, in the order of a dataclass."""
    inherited = [n for base in cls.bases if isinstance(base, Class) for n in fields_of(base)]
    own = [
        statement.targets[0].id
        for statement in cls.node.body
        if isinstance(statement, ir.Assign)
        and statement.annotation is not None
        and isinstance(statement.targets[0], ir.Name)
    ]
    return list(dict.fromkeys([*inherited, *own]))


def is_named_tuple(cls: Class) -> bool:
    """Says whether a class is a named tuple: a pytree of all its fields."""
    return any(
        is_named_tuple(base)
        if isinstance(base, Class)
        else isinstance(base, Library) and base.name in NAMED_TUPLES
        for base in cls.bases
    )


def as_tuple(value: Instance) -> Sequence | None:
    """Returns the tuple that a named tuple is, or None for any other object."""
    if not is_named_tuple(value.cls):
        return None
    names = fields_of(value.cls)
    held = value.cls.attributes
    items = [value.attributes.get(name, held.get(name, UNKNOWN)) for name in names]
    return Sequence("tuple", items, UNKNOWN, value.level)


def replaced(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `dataclasses.replace` and `_replace` make: the same but for some fields."""
    match arguments.positional:
        case [Instance() as old] if arguments.rest is None:
            made = {**old.attributes, **arguments.keywords}
            return Instance(old.cls, made, len(tracer.traces))
        case [Instance() as old]:
            return Instance(old.cls, {}, len(tracer.traces))
        case _:
            return UNKNOWN


def as_dict(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns the dict of an object's fields."""
    match arguments.positional:
        case [Instance(cls=cls, attributes=attributes)]:
            held = {name: attributes.get(name, UNKNOWN) for name in fields_of(cls)}
            return Mapping({**held}, None, len(tracer.traces))
        case _:
            return UNKNOWN


def named_tuple(tracer: "Tracer", arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns the class that `namedtuple("Point", "x y")` makes."""
    match arguments.positional:
        case [Static(value=str() as name), fields, *_]:
            names = _field_names(fields)
        case _:
            return UNKNOWN
    if names is None:
        return UNKNOWN
    body = tuple(_field(node, each) for each in names)
    written = ir.Class(node.at, name, name, (), body, ())
    return Class(written, frame.module, (Library("typing.NamedTuple"),), {}, frame)


def _field_names(fields: Value) -> list[str] | None:
    match fields:
        case Static(value=str() as text, known=True):
            return text.replace(",", " ").split()
        case Sequence(items=list() as items):
            first = [i.items[0] if isinstance(i, Sequence) and i.items else i for i in items]
            names = [i.value for i in first if isinstance(i, Static) and isinstance(i.value, str)]
            return names if len(names) == len(items) else None
        case _:
            return None


def _field(node: ir.Node, name: str) -> ir.Assign:
    target = ir.Name(node.at, name)
    return ir.Assign(node.at, (target,), None, target)
