"""Tracing turns arguments into tracers going in, and results into arrays coming out."""

from collections.abc import Callable

from msgspec.structs import replace

from jitlint.interpreter.avals.reading import aval_of
from jitlint.interpreter.domain.aval import ANYTHING, Aval
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

Retype = Callable[[Aval], Aval]
_LEAVES = (Array, Tree, Sequence, Mapping, Instance)
_PLAIN = (Static, Sequence, Mapping)
_NUMBERS = frozenset({"int", "float", "bool", "complex", "numpy"})


def forgotten(aval: Aval) -> Aval:
    """Returns what is known of an array that may come out of a trace in another form: nothing."""
    return ANYTHING


def kept(aval: Aval) -> Aval:
    """Returns the aval of an array that enters or leaves a trace as it is."""
    return aval


def going_in(
    value: Value,
    kind: Kind,
    source: Origin,
    level: int,
    arrays: bool = False,
    retype: Retype = forgotten,
) -> Value:
    """Returns an argument as the traced function sees it, at the level of the new trace.

    `arrays` says that what is no array stays as it is; what nests too deep is unknown. `retype`
    says what becomes of the avals, of which nothing is known unless it is given.
    """
    depends = frozenset({source})

    def change(value: Value, inner: Inner) -> Value:
        match value:
            case Array():
                found = value.depends or depends
                kind_inside, aval = stronger(kind, value.kind), retype(value.aval)
                tangent, dtype = value.tangent, value.dtype
                return Array(kind_inside, found, value.certain, dtype, level, aval, tangent)
            case Tree():
                found = value.depends or depends
                return Tree(stronger(kind, value.kind), found, level, value.tangent)
            case Static(type="numpy"):
                return Array(kind, depends, level=level)
            case Static() if arrays:
                return value
            case Static(type=name) if name in _NUMBERS:
                dtype = name if name in ("int", "float", "bool") else ""
                aval = retype(aval_of(value))
                return Array(kind, depends, dtype=dtype, level=level, aval=aval)
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


def coming_out(
    value: Value,
    outside: Array,
    level: int,
    retype: Retype = forgotten,
    numbers: bool = True,
    tangents: bool = False,
) -> Value:
    """Returns a result as the caller sees it; `outside` is the array the caller would make.

    `retype` says what becomes of the avals; where not `numbers`, those of Python stay as they are,
    and with `tangents` so do those of arrays.
    """

    def change(value: Value, inner: Inner) -> Value:
        match value:
            case Array():
                certain, aval = value.certain, retype(value.aval)
                tangent, dtype = value.tangent if tangents else None, value.dtype
                return replace(outside, certain=certain, dtype=dtype, aval=aval, tangent=tangent)
            case Tree():
                tangent = value.tangent if tangents else None
                return Tree(outside.kind, outside.depends, outside.level, tangent)
            case Static(type=name) if numbers and name in _NUMBERS:
                return replace(outside, certain=True, dtype="", aval=retype(aval_of(value)))
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
