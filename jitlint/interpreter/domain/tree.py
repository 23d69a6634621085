"""Values as trees: the children of containers and objects, and the same containers around others.

A value may hold itself, or the same value in many places: recursion on `(x, x)` doubles with every
call. So walks are bounded by a depth, and open or change once what they meet again.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from jitlint.interpreter.domain.aval import ANYTHING, Aval
from jitlint.interpreter.domain.limits import CONTAINER_DEPTH, OPENED_VALUES, PARTS_DEPTH
from jitlint.interpreter.domain.values import (
    UNKNOWN,
    Array,
    Instance,
    Mapping,
    OneOf,
    Sequence,
    Static,
    Traced,
    Tree,
    Value,
)

Inner = Callable[[Value], Value]
Change = Callable[[Value, Inner], Value]
_HOLDERS = frozenset({Sequence, Mapping, Instance, OneOf})
_OPENED = frozenset({Sequence, Mapping, Instance})
_TRACED = (Array, Tree)


def children(value: Value) -> list[Value]:
    """Returns what a container or an object holds: its items, or what stands for any of them."""
    match value:
        case Sequence(items=None):
            return [value.element]
        case Sequence(items=list() as items):
            return items
        case Mapping(items=items, rest=rest):
            return [*items.values()] if rest is None else [*items.values(), rest]
        case Instance(attributes=attributes):
            return [*attributes.values()]
        case _:
            return []


def within(
    value: Value,
    depth: int = CONTAINER_DEPTH,
    held: Callable[[Value], Collection[Value]] = children,
) -> Iterator[Value]:
    """Yields a value and what it holds, in order; what stands in many places is opened once."""
    waiting, looked = [(value, depth)], 0
    opened = set[tuple[int, int]]()
    while waiting and looked < OPENED_VALUES:
        each, left = waiting.pop()
        looked += 1
        yield each
        if left and type(each) in _HOLDERS and (id(each), left) not in opened:
            opened.add((id(each), left))
            waiting += [(item, left - 1) for item in reversed([*held(each)])]


def parts(value: Value, depth: int = PARTS_DEPTH) -> tuple[Traced, ...]:
    """Returns the arrays and trees in a value and its containers, each of which is opened once."""
    if type(value) is Array or type(value) is Tree:
        return (value,)
    if not depth or type(value) not in _OPENED:
        return ()
    return tuple([each for each in within(value, depth) if isinstance(each, _TRACED)])


def avals_in(value: Value) -> tuple[Aval, ...]:
    """Returns the avals of an array, or of those that a container holds, if any is known."""
    match value:
        case Array(aval=aval):
            return () if aval is ANYTHING else (aval,)
        case Sequence() | Mapping():
            avals = [each.aval for each in within(value) if isinstance(each, Array)]
            return tuple(avals) if any(aval is not ANYTHING for aval in avals) else ()
        case _:
            return ()


def without_avals(value: Value, depth: int = CONTAINER_DEPTH) -> Value:
    """Returns a value with arrays of which no type is known, the same where none is known now."""
    return map_tree(value, _forget, depth) if avals_in(value) else value


def passed_on(value: Value, depth: int = CONTAINER_DEPTH) -> Value:
    """Returns what something unseen may pass on for a value: of no type, and no array of NumPy."""
    held = [value, *(within(value) if isinstance(value, Sequence | Mapping) else ())]
    if avals_in(value) or any(map(_is_numpy, held)):
        return map_tree(value, _convert, depth)
    return value


def _convert(value: Value, inner: Inner) -> Value:
    return UNKNOWN if _is_numpy(value) else _forget(value, inner)


def _is_numpy(value: Value) -> bool:
    return isinstance(value, Static) and value.type == "numpy"


def _forget(value: Value, inner: Inner) -> Value:
    if isinstance(value, Array):
        return replace(value, aval=ANYTHING, tangent=None)
    return map_children(value, inner) if isinstance(value, Sequence | Mapping) else value


def map_children(value: Value, change: Inner, level: int | None = None, name: str = "") -> Value:
    """Returns a new container or object around what a change makes of the children of another.

    It belongs to the level of the other unless one is given. Any other value is its own result.
    """
    match value:
        case Sequence(items=items):
            made = None if items is None else [change(item) for item in items]
            element = change(value.element) if items is None else UNKNOWN
            return Sequence(value.kind, made, element, _level(value, level), name)
        case Mapping(items=items, rest=rest):
            held = {key: change(item) for key, item in items.items()}
            rest = None if rest is None else change(rest)
            return Mapping(held, rest, _level(value, level), name, value.exact)
        case Instance(attributes=attributes):
            held = {key: change(item) for key, item in attributes.items()}
            return Instance(value.cls, held, _level(value, level))
        case _:
            return value


def map_tree(value: Value, change: Change, depth: int) -> Value:
    """Returns what a change makes of a value, with what it makes of all that the value holds.

    The change is handed a value and how to change what is inside; what is held in many places is
    changed once for each depth, and what lies deeper than `depth` is unknown.
    """
    return _TreeWalk(change).changed(value, depth)


@dataclass(slots=True)
class _TreeWalk:
    """One walk over a value: what the change has made, by what it was made of and how deep.

    No function refers to itself here, so that a walk is let go of as soon as it is done.
    """

    change: Change
    made: dict[tuple[int, int], Value] = field(default_factory=dict[tuple[int, int], "Value"])

    def changed(self, each: Value, left: int) -> Value:
        """Returns what the change makes of a value that may hold `left` levels of others."""
        if not left:
            return UNKNOWN
        if type(each) not in _HOLDERS:
            return self.change(each, lambda inner: self.changed(inner, left - 1))
        key = (id(each), left)
        if key not in self.made:
            self.made[key] = self.change(each, lambda inner: self.changed(inner, left - 1))
        return self.made[key]


def _level(value: Sequence | Mapping | Instance, level: int | None) -> int:
    return value.level if level is None else level
