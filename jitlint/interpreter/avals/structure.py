"""The structure of pytrees: what surely differs between two, down to the first such part."""

from collections.abc import Callable
from dataclasses import dataclass

from jitlint.interpreter.avals.reading import aval_of
from jitlint.interpreter.domain.aval import Aval, dtypes_differ, shapes_differ, written
from jitlint.interpreter.domain.limits import PYTREE_DEPTH
from jitlint.interpreter.domain.values import (
    Array,
    Class,
    Instance,
    Mapping,
    Sequence,
    Static,
    Value,
)

Fits = Callable[[Aval, Aval], bool]
_NUMBERS = frozenset({"int", "float", "bool", "complex", "numpy"})


@dataclass(frozen=True, slots=True)
class Difference:
    """Two nodes that differ, in words; `path` leads there as in `tree[0]['loss'].total`."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Node:
    """A node by what JAX compares of it: `kind` with its keys, of which each leads to a child."""

    kind: str
    keys: tuple[str, ...]
    held: tuple[Value, ...]
    shown: str


def difference(before: Value, after: Value, fits: Fits | None = None) -> Difference | None:
    """Returns where two pytrees surely differ in structure, None if they may well be alike.

    Where `fits` is given, leaves whose avals do not fit make a difference too.
    """
    return _difference(before, after, "", PYTREE_DEPTH, fits, is_prefix=False)


def carry_fits(before: Aval, after: Aval) -> bool:
    """Says whether JAX may take one aval for the other's in the carry of a loop.

    A first carry of a weak type is made of the type that the body returns, and the body traced
    again; then it may return another type than before, but no other shape.
    """
    if shapes_differ(before.shape, after.shape):
        return False
    return before.weak is not False or not dtypes_differ(before.dtype, after.dtype)


def branch_fits(first: Aval, second: Aval) -> bool:
    """Says whether two branches may return these avals: one of weak type takes the other's."""
    if shapes_differ(first.shape, second.shape):
        return False
    may_be_weak = first.weak is not False or second.weak is not False
    return may_be_weak or not dtypes_differ(first.dtype, second.dtype)


def unfit_prefix(prefix: Value, value: Value) -> Difference | None:
    """Returns where a value surely has not the structure of a prefix, whose leaves fit anything."""
    return _difference(prefix, value, "", PYTREE_DEPTH, None, is_prefix=True)


def _difference(
    before: Value, after: Value, path: str, depth: int, fits: Fits | None, *, is_prefix: bool
) -> Difference | None:
    is_leaf = is_prefix and isinstance(before, Static)
    left, right = (None if is_leaf else _node(before)), _node(after)
    if left is None or right is None or not depth or _may_be_one(before, after):
        return None
    if (left.kind, left.keys) != (right.kind, right.keys):
        return Difference(path, left.shown, right.shown)
    if fits and left.kind == "leaf":
        one, other = aval_of(before), aval_of(after)
        fit = fits(one, other)
        return None if fit else Difference(path, f"`{written(one)}`", f"`{written(other)}`")
    pairs = zip(left.keys, left.held, right.held, strict=True)
    found = (
        _difference(a, b, path + key, depth - 1, fits, is_prefix=is_prefix) for key, a, b in pairs
    )
    return next((each for each in found if each), None)


def _may_be_one(one: Value, other: Value) -> bool:
    """Says whether an object may be of the other's class: an annotation may name a base of it."""
    if not (isinstance(one, Instance) and isinstance(other, Instance)) or one.cls is other.cls:
        return False
    return _descends(one.cls, other.cls) or _descends(other.cls, one.cls)


def _descends(cls: Class, other: Class) -> bool:
    seen, waiting = {id(cls)}, [cls]
    while waiting:
        each = waiting.pop()
        if each is other:
            return True
        new = [base for base in each.bases if isinstance(base, Class) and id(base) not in seen]
        seen.update(map(id, new))
        waiting += new
    return False


def _node(value: Value) -> _Node | None:
    match value:
        case Array(certain=True):
            return _Node("leaf", (), (), "an array")
        case Static(type=name) if name in _NUMBERS:
            return _Node("leaf", (), (), "an array")
        case Static(value=None, known=True):
            return _Node("None", (), (), "None")
        case Sequence(kind="tuple" | "list" as kind, items=list() as items, name=name):
            keys = tuple(f"[{number}]" for number in range(len(items)))
            shown = f"a {kind} of {len(items)}" if items else f"an empty {kind}"
            return _Node(kind, keys, tuple(items), shown) if name != "slice" else None
        case Mapping(items=items, rest=None, exact=True):
            names = sorted(items, key=repr)
            keys = tuple(f"[{name!r}]" for name in names)
            return _Node("dict", keys, tuple(items[name] for name in names), _shown(names))
        case Instance(cls=cls) if cls.layout:
            return _Node(cls.node.qualname, (), (), f"`{cls.node.name}`")
        case _:
            return None


def _shown(names: list[str | int]) -> str:
    if not names:
        return "an empty dict"
    return f"a dict with the keys {', '.join(repr(name) for name in names)}"
