"""Tracing turns arguments into tracers going in, and results into arrays coming out."""

from msgspec.structs import replace

from jitlint.interpreter.domain.lattice import UNKNOWN, one_of, stronger
from jitlint.interpreter.domain.limits import CONTAINER_DEPTH
from jitlint.interpreter.domain.tree import Inner, map_children, map_tree, parts, within
from jitlint.interpreter.domain.values import (
    Array,
    Foreign,
    Instance,
    Kind,
    Layout,
    Mapping,
    OneOf,
    Origin,
    Partial,
    Sequence,
    Static,
    Tree,
    Unknown,
    Value,
)
from jitlint.interpreter.objects.attributes import VARIABLE

_LEAVES = (Array, Tree, Sequence, Mapping, Instance)
_PLAIN = (Static, Sequence, Mapping)
_NUMBERS = frozenset({"int", "float", "bool", "complex", "numpy"})


def going_in(value: Value, kind: Kind, source: Origin, level: int, arrays: bool = False) -> Value:
    """Returns an argument as the traced function sees it, at the level of the new trace.

    `arrays` says that what is no array stays as it is; what nests too deep is unknown.
    """
    depends = frozenset({source})

    def change(value: Value, inner: Inner) -> Value:
        match value:
            case Array():
                found = value.depends or depends
                return replace(value, kind=stronger(kind, value.kind), depends=found, level=level)
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
            case Foreign(cls=cls, owner=held) if cls == VARIABLE and held is not None:
                return Foreign(cls, inner(held))
            case Foreign("jax.tree_util.Partial" as cls, Partial() as held):
                data = tuple([inner(each) for each in held.arguments])
                named = tuple([(name, inner(each)) for name, each in held.keywords])
                return Foreign(cls, Partial(held.function, data, named, held.loops, held.is_open))
            case Sequence() | Mapping():
                return map_children(value, inner, level, value.name)
            case Instance():
                return _instance(value, level, inner)
            case OneOf(values=values):
                return one_of(inner(each) for each in values)
            case _:
                return value

    return map_tree(value, change, CONTAINER_DEPTH)


def coming_out(value: Value, outside: Array, level: int) -> Value:
    """Returns a result as the caller sees it; `outside` is the array the caller would make."""

    def change(value: Value, inner: Inner) -> Value:
        match value:
            case Array():
                return replace(outside, certain=value.certain, dtype=value.dtype)
            case Tree():
                return Tree(outside.kind, outside.depends, outside.level)
            case Static(type=name) if name in _NUMBERS:
                return replace(outside, certain=True, dtype="")
            case Sequence() | Mapping():
                return map_children(value, inner, level)
            case Instance():
                return _instance(value, level, inner)
            case OneOf(values=values):
                return one_of(inner(each) for each in values)
            case _:
                return value

    return map_tree(value, change, CONTAINER_DEPTH)


def _instance(value: Instance, level: int, change: Inner) -> Instance:
    """A pytree is taken apart and built anew; what no layout names is unknown."""
    layout = value.cls.layout or Layout()
    held = {**(value.cls.fields or {}), **value.attributes}
    made = {name: _part(v, name, layout, change) for name, v in held.items()}
    missing = layout.traced - held.keys()
    made |= {name: change(UNKNOWN) for name in missing}
    return Instance(value.cls, made, level)


def _part(value: Value, name: str, layout: Layout, change: Inner) -> Value:
    if name in layout.traced:
        return change(value)
    if name in layout.static or layout.others == "kept":
        return value
    if layout.others == "python" and all(isinstance(each, _PLAIN) for each in within(value)):
        return value
    if isinstance(value, _LEAVES) and (layout.others != "unknown" or any(parts(value))):
        return change(value)
    if layout.others != "python":
        return UNKNOWN
    return change(value) if isinstance(value, Foreign) else value
