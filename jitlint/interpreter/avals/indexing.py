"""Indexing: what `x[index]` is, for integers, slices, `None`, `...` and one array of integers."""

from jitlint.interpreter.avals.reading import UnsureError, aval_of, number
from jitlint.interpreter.domain.aval import Aval, Dimensions, kind_of, known
from jitlint.interpreter.domain.values import Array, Sequence, Static, Value

NONE = Static(None, known=True, type="None")
ELLIPSIS = Static(type="ellipsis")
_SLICE_BOUNDS = 3


def item_of(aval: Aval, index: Value) -> Aval:
    """Returns the aval of `x[index]`."""
    if aval.shape is None:
        return known(None, aval.dtype, aval.weak)
    try:
        return known(_shape(aval.shape, _parts(index)), aval.dtype, aval.weak)
    except UnsureError:
        return known(None, aval.dtype, aval.weak)


def beyond(aval: Aval, index: Value) -> str:
    """Says which number of an index surely lies outside of the axis that it takes an item of."""
    if aval.shape is None:
        return ""
    try:
        parts = _parts(index)
        rest = len(aval.shape) - sum(_consumed(part) for part in parts)
    except UnsureError:
        return ""
    axis = 0
    for part in parts if rest >= 0 else ():
        place, size = number(part), aval.shape[axis] if axis < len(aval.shape) else None
        if place is not None and size and not -size <= place < size:
            return f"{place} for axis {axis}, of size {size}"
        axis += rest if part == ELLIPSIS else _consumed(part)
    return ""


def slice_of(aval: Aval) -> Aval:
    """Returns the aval of what a loop over an array gives, or `vmap` and `scan` hand on of it."""
    return known(aval.shape[1:] if aval.shape else None, aval.dtype, aval.weak)


def _parts(index: Value) -> list[Value]:
    if isinstance(index, Sequence) and index.name != "slice":
        if index.kind != "tuple" or index.items is None:
            raise UnsureError
        return index.items
    return [index]


def _consumed(part: Value) -> int:
    """Returns how many axes a part of an index takes."""
    match part:
        case Static(value=None, known=True) | Static(type="ellipsis"):
            return 0
        case Static(type="int") | Sequence(name="slice"):
            return 1
        case Array(aval=aval) if kind_of(aval.dtype) == "int" and aval.shape is not None:
            return 1
        case _:
            raise UnsureError


def _shape(shape: Dimensions, parts: list[Value]) -> Dimensions:
    taken = sum(_consumed(part) for part in parts)
    rest = len(shape) - taken
    if rest < 0 or parts.count(ELLIPSIS) > 1:
        raise UnsureError
    _check_arrays(parts)
    if ELLIPSIS not in parts:
        parts = [*parts, ELLIPSIS]
    made: list[int | None] = []
    axis = 0
    for part in parts:
        if part == ELLIPSIS:
            made += shape[axis : axis + rest]
            axis += rest
            continue
        made += _taken(part, shape[axis] if _consumed(part) else None)
        axis += _consumed(part)
    return tuple(made)


def _check_arrays(parts: list[Value]) -> None:
    """Several arrays, or one beside an integer, are broadcast, and may move to the front."""
    arrays = [part for part in parts if isinstance(part, Array) and aval_of(part).shape]
    single = [p for p in parts if number(p) is not None or (isinstance(p, Array | Static))]
    others = [p for p in single if p not in arrays and _consumed(p)]
    if len(arrays) > 1 or (arrays and others):
        raise UnsureError


def _taken(part: Value, size: int | None) -> Dimensions:
    match part:
        case Static(value=None, known=True):
            return (1,)
        case Sequence(items=list() as bounds) if len(bounds) == _SLICE_BOUNDS:
            return (_length(bounds, size),)
        case Array(aval=aval):
            return aval.shape or ()
        case _:
            return ()


def _length(bounds: list[Value], size: int | None) -> int | None:
    if size is None:
        return None
    found: list[int | None] = []
    for bound in bounds:
        place = number(bound)
        if place is None and bound != NONE:
            return None
        found.append(place)
    return None if found[2] == 0 else len(range(*slice(*found).indices(size)))
