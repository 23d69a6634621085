"""Signatures of values: two calls are of one kind where those of their arguments are equal."""

from collections.abc import Callable
from typing import Any

from jitlint.interpreter.domain.limits import SIGNATURE_DEPTH, SIGNATURE_ITEMS
from jitlint.interpreter.domain.tree import avals_in
from jitlint.interpreter.domain.values import (
    Array,
    Bound,
    Function,
    Instance,
    Mapping,
    OneOf,
    Partial,
    Sequence,
    Static,
    Transformed,
    Tree,
    Value,
)

Signature = tuple[object, ...]
_FROZEN = frozenset({"typing.NamedTuple", "flax.struct.dataclass"})


def signature(value: Value, depth: int = SIGNATURE_DEPTH) -> Signature:
    """Returns the signature of a value: its kind and constants, not where it comes from."""
    of_kind = _BY_KIND.get(type(value))
    return (value,) if of_kind is None else of_kind(value, depth)


def _array(value: Array, depth: int) -> Signature:
    return ("array", value.kind, value.certain, value.dtype, value.aval, value.tangent)


def _tree(value: Tree, depth: int) -> Signature:
    return ("tree", value.kind, value.tangent)


def _static(value: Static, depth: int) -> Signature:
    return ("static", value.type, value.value) if value.known else ("static", value.type)


def _sequence(value: Sequence, depth: int) -> Signature:
    items = [value.element] if value.items is None else value.items
    if depth <= 0 or (value.items is not None and len(items) > SIGNATURE_ITEMS):
        return _closed(value)
    inner = [signature(item, depth - 1) for item in items]
    return (value.kind, value.level, value.items is None, value.ragged, *inner)


def _mapping(value: Mapping, depth: int) -> Signature:
    if depth <= 0 or len(value.items) > SIGNATURE_ITEMS:
        return _closed(value)
    inner = [(key, signature(item, depth - 1)) for key, item in value.items.items()]
    rest = () if value.rest is None else signature(value.rest, depth - 1)
    return ("dict", value.level, value.exact, rest, *inner)


def _closed(value: Sequence | Mapping) -> Signature:
    """Options are told apart by the names in them, however many there are."""
    return (type(value).__name__, value.level, *avals_in(value), *_names_in(value))


def _names_in(value: Sequence | Mapping) -> Signature:
    if isinstance(value, Mapping):
        return tuple(value.items)
    texts = [v for v in value.items or () if type(v) is Static and type(v.value) is str]
    return tuple([text.value for text in texts])


def _bound(value: Bound, depth: int) -> Signature:
    return ("bound", signature(value.function), signature(value.self, depth - 1))


def _partial(value: Partial, depth: int) -> Signature:
    if depth <= 0:
        return (type(value).__name__,)
    inner = [signature(each, depth - 1) for each in value.arguments]
    named = [(name, signature(each, depth - 1)) for name, each in value.keywords]
    return ("partial", signature(value.function), value.is_open, *inner, *named)


def _one_of(value: OneOf, depth: int) -> Signature:
    if depth <= 0:
        return (type(value).__name__,)
    return ("one of", *[signature(each, depth - 1) for each in value.values])


def _instance(value: Instance, depth: int) -> Signature:
    if value.cls.layout is None or value.cls.layout.maker not in _FROZEN:
        return (id(value),)
    held = value.attributes.items() if depth > 0 else ()
    inner = [(name, signature(item, depth - 1)) for name, item in held]
    return ("record", id(value.cls), value.level, *inner)


def _identity(value: Function | Transformed, depth: int) -> Signature:
    return (id(value),)


_BY_KIND: dict[type, Callable[[Any, int], Signature]] = {
    Array: _array,
    Tree: _tree,
    Static: _static,
    Sequence: _sequence,
    Mapping: _mapping,
    Bound: _bound,
    Partial: _partial,
    OneOf: _one_of,
    Instance: _instance,
    Function: _identity,
    Transformed: _identity,
}
