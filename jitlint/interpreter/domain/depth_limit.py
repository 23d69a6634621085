"""How deep values nest: recursion on `(x, x)` doubles what there is to walk with every call."""

from collections.abc import Callable, Collection

from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.limits import NARROW, NESTED, PARTS, WRAPPED
from jitlint.interpreter.domain.values import (
    Bound,
    Foreign,
    Instance,
    Library,
    Mapping,
    OneOf,
    Partial,
    Sequence,
    Transformed,
    Value,
)

Inner = Callable[[Value], Value]
Change = Callable[[Value, Inner], Value]
_HOLDERS = (Sequence, Mapping, Instance, OneOf)
_WRAPPERS = frozenset({Partial, Transformed, Bound, OneOf, Foreign, Library})


def shallow(value: Value) -> Value:
    """Returns a value, or Unknown where containers nest deeper in it than programs have them."""
    if isinstance(value, Sequence | Mapping) and _is_deeper(value, NESTED):
        return UNKNOWN
    return value


def flat(value: Value) -> Value:
    """Returns a new container, without what nests too deep in it."""
    match value:
        case Sequence(items=list() as items):
            value.items = [shallow(each) for each in items]
        case Sequence():
            value.element = shallow(value.element)
        case Mapping():
            value.items = {key: shallow(each) for key, each in value.items.items()}
        case _:
            pass
    return value


def anew(value: Value, since: int, depth: int = NESTED) -> Value:
    """Returns a value with containers of its own in place of those made since a count."""
    match value:
        case Sequence(kind="tuple", items=list() as items) if depth:
            made = [anew(each, since, depth - 1) for each in items]
            same = all(new is old for new, old in zip(made, items, strict=True))
            return value if same else Sequence("tuple", made, UNKNOWN, value.level, value.name)
        case Sequence() if depth and value.made > since and value.kind != "tuple":
            items = (
                None if value.items is None else [anew(i, since, depth - 1) for i in value.items]
            )
            return Sequence(value.kind, items, value.element, value.level, value.name)
        case Mapping() if depth and value.made > since:
            held = {key: anew(each, since, depth - 1) for key, each in value.items.items()}
            return Mapping(held, value.rest, value.level, value.name)
        case _:
            return value


def bounded(value: Value) -> Value:
    """Returns a value that is to be kept, or Unknown where it has grown beyond what programs have.

    What is kept may go into the next value, and that into the one after it.
    """
    kind = type(value)
    if kind is Sequence or kind is Mapping:
        return UNKNOWN if _is_deeper(value, NESTED + 1) else value
    return UNKNOWN if kind in _WRAPPERS and is_wrapped_up(value) else value


def throughout(value: Value, change: Change, depth: int) -> Value:
    """Returns what a change makes of a value, with what it makes of all that the value holds.

    The change is handed a value and how to change what is inside; what is held in many places is
    changed once for each depth, and what lies deeper than `depth` is unknown.
    """
    made: dict[tuple[int, int], Value] = {}

    def changed(each: Value, left: int) -> Value:
        if not left:
            return UNKNOWN
        if not isinstance(each, _HOLDERS):
            return change(each, lambda inner: changed(inner, left - 1))
        key = (id(each), left)
        if key not in made:
            made[key] = change(each, lambda inner: changed(inner, left - 1))
        return made[key]

    return changed(value, depth)


def is_wrapped_up(value: Value) -> bool:
    """Says whether there are more wrappers around a function than programs have."""
    level: Collection[Value] = [value]
    for _ in range(WRAPPED):
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
        if not left or len(held) > PARTS:
            return True
        level = {id(each): each for inner in held for each in inner}.values()
    return False


def _inside(value: Value) -> Collection[Value] | None:
    match value:
        case Sequence(items=list() as items) if len(items) <= NARROW:
            return items
        case Sequence(element=element):
            return (element,)
        case Mapping(items=items, rest=rest) if len(items) <= NARROW:
            return items.values() if rest is None else (*items.values(), rest)
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
