"""Limits on how deep values nest: recursion on `(x, x)` doubles the walk with every call."""

from collections.abc import Collection

from jitlint.interpreter.domain.limits import (
    CONTAINER_DEPTH,
    NARROW_ITEMS,
    OPENED_VALUES,
    WRAPPER_DEPTH,
)
from jitlint.interpreter.domain.tree import children, map_children
from jitlint.interpreter.domain.values import (
    UNKNOWN,
    Bound,
    Foreign,
    Library,
    Mapping,
    OneOf,
    Partial,
    Sequence,
    Transformed,
    Value,
)

_WRAPPERS = frozenset({Partial, Transformed, Bound, OneOf, Foreign, Library})


def shallow(value: Value) -> Value:
    """Returns a value, or Unknown where containers nest deeper in it than programs have them."""
    kind = type(value)
    is_deep = (kind is Sequence or kind is Mapping) and _is_deeper(value, CONTAINER_DEPTH)
    return UNKNOWN if is_deep else value


def flat(value: Value) -> Value:
    """Returns a container like a new one, without what nests too deep in it."""
    return map_children(value, shallow)


def anew(value: Value, since: int, depth: int = CONTAINER_DEPTH) -> Value:
    """Returns a value with containers of its own in place of those made since a count."""
    if not depth or not isinstance(value, Sequence | Mapping):
        return value
    is_tuple = isinstance(value, Sequence) and value.kind == "tuple"
    if not is_tuple and value.made <= since:
        return value
    made = map_children(value, lambda each: anew(each, since, depth - 1), name=value.name)
    pairs = zip(children(made), children(value), strict=True)
    return value if is_tuple and all(new is old for new, old in pairs) else made


def bounded(value: Value) -> Value:
    """Returns a value that is to be kept, or Unknown where it has grown beyond what programs have.

    What is kept may go into the next value, and that into the one after it.
    """
    kind = type(value)
    if kind is Sequence or kind is Mapping:
        return UNKNOWN if _is_deeper(value, CONTAINER_DEPTH + 1) else value
    return UNKNOWN if kind in _WRAPPERS and is_wrapped_up(value) else value


def is_wrapped_up(value: Value) -> bool:
    """Says whether there are more wrappers around a function than programs have."""
    level: Collection[Value] = [value]
    for _ in range(WRAPPER_DEPTH):
        level = {id(each): each for outer in level for each in _wrapped(outer)}.values()
        if not level:
            return False
    return True


def _is_deeper(value: Value, depth: int) -> bool:
    level: Collection[Value] = [value]
    for left in range(depth, -1, -1):
        held = [inner for each in level if (inner := _inside(each)) is not None]
        if not held:
            return False
        if not left or len(held) > OPENED_VALUES:
            return True
        level = {id(each): each for inner in held for each in inner}.values()
    return False


def _inside(value: Value) -> Collection[Value] | None:
    match value:
        case Sequence(items=list() as items) if len(items) > NARROW_ITEMS:
            return (value.element,)
        case Sequence() | Mapping() if len(value.items or ()) <= NARROW_ITEMS:
            return children(value)
        case _:
            return None


def _wrapped(value: Value) -> tuple[Value, ...]:
    match value:
        case Partial():
            return (value.function, *value.arguments, *(each for _, each in value.keywords))
        case Transformed():
            return (value.function,)
        case Bound():
            return (value.function, value.self)
        case OneOf(values):
            return values
        case Foreign(owner=inner) | Library(self=inner) if inner is not None:
            return (inner,)
        case _:
            return ()
