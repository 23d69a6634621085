"""What tracing does to values: arguments become tracers going in, results arrays coming out."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from jitlint.trace.objects.attributes import VARIABLE
from jitlint.trace.values import (
    Array,
    Foreign,
    Instance,
    Kind,
    Layout,
    Mapping,
    OneOf,
    Sequence,
    Source,
    Static,
    Tree,
    Unknown,
    Value,
)
from jitlint.trace.values.lattice import UNKNOWN, one_of, stronger

_LEAVES = (Array, Tree, Sequence, Mapping, Instance)
DEEPEST = 6
_NUMBERS = frozenset({"int", "float", "bool", "complex", "numpy"})


def going_in(
    value: Value, kind: Kind, source: Source, level: int, arrays: bool = False, depth: int = DEEPEST
) -> Value:
    """Returns an argument as the traced function sees it, at the level of the new trace.

    `arrays` says that what is no array stays as it is; below `depth` all is unknown.
    """
    if not depth:
        return UNKNOWN
    depends = frozenset({source})
    match value:
        case Array():
            dependencies = value.depends or depends
            kind = stronger(kind, value.kind)
            return replace(value, kind=kind, depends=dependencies, level=level)
        case Tree():
            return Tree(stronger(kind, value.kind), value.depends or depends, level)
        case Static(type="numpy"):
            return Array(kind, depends, level=level)
        case Static() if arrays:
            return value
        case Static(type=name) if name in _NUMBERS:
            dtype = name if name in ("int", "float", "bool") else ""
            return Array(kind, depends, dtype=dtype, level=level)
        case Static(type="") | Unknown():
            return UNKNOWN if arrays else Tree(kind, depends, level)
        case Sequence(items=list() as items):
            inner = [going_in(item, kind, source, level, arrays, depth - 1) for item in items]
            return Sequence(value.kind, inner, UNKNOWN, level, value.name)
        case Sequence():
            element = going_in(value.element, kind, source, level, arrays, depth - 1)
            return Sequence(value.kind, None, element, level, value.name)
        case Mapping():
            inside = {
                k: going_in(v, kind, source, level, arrays, depth - 1)
                for k, v in value.items.items()
            }
            rest = value.rest
            rest = None if rest is None else going_in(rest, kind, source, level, arrays, depth - 1)
            return Mapping(inside, rest, level, value.name)
        case Foreign(cls=cls, owner=held) if cls == VARIABLE and held is not None:
            inner = going_in(held, kind, source, level, arrays, depth - 1)
            return Foreign(cls, inner)
        case Instance() | OneOf():
            change = partial(
                going_in, kind=kind, source=source, level=level, arrays=arrays, depth=depth - 1
            )
            if isinstance(value, OneOf):
                return one_of(change(each) for each in value.values)
            return _instance(value, level, change)
        case _:
            return value


def coming_out(value: Value, outside: Array, level: int, depth: int = DEEPEST) -> Value:
    """Returns a result as the caller sees it; `outside` is the array the caller would make."""
    if not depth:
        return UNKNOWN
    match value:
        case Array():
            certain = value.certain
            return replace(outside, certain=certain, dtype=value.dtype)
        case Tree():
            return Tree(outside.kind, outside.depends, outside.level)
        case Static(type=name) if name in _NUMBERS:
            return replace(outside, certain=True, dtype="")
        case Sequence(items=list() as items):
            inner = [coming_out(item, outside, level, depth - 1) for item in items]
            return Sequence(value.kind, inner, UNKNOWN, level)
        case Sequence():
            return Sequence(
                value.kind, None, coming_out(value.element, outside, level, depth - 1), level
            )
        case Mapping():
            inside = {k: coming_out(v, outside, level, depth - 1) for k, v in value.items.items()}
            rest = None if value.rest is None else coming_out(value.rest, outside, level, depth - 1)
            return Mapping(inside, rest, level)
        case Instance():
            return _instance(value, level, lambda v: coming_out(v, outside, level, depth - 1))
        case OneOf(values=values):
            return one_of(coming_out(each, outside, level, depth - 1) for each in values)
        case _:
            return value


def _instance(value: Instance, level: int, change: Callable[[Value], Value]) -> Instance:
    """A pytree is taken apart and built anew; what no layout tells of is unknown."""
    layout = value.cls.layout or Layout()
    held = {**(value.cls.fields or {}), **value.attributes}
    made = {name: _part(v, name, layout, change) for name, v in held.items()}
    missing = layout.traced - held.keys()
    made |= {name: change(UNKNOWN) for name in missing}
    return Instance(value.cls, made, level)


def _part(value: Value, name: str, layout: Layout, change: Callable[[Value], Value]) -> Value:
    if name in layout.traced:
        return change(value)
    if name in layout.static or layout.others == "kept":
        return value
    if isinstance(value, _LEAVES):
        return change(value)
    if layout.others != "python":
        return UNKNOWN
    return change(value) if isinstance(value, Foreign) else value
