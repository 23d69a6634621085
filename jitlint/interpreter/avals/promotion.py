"""Promotion: the dtype and weak type that JAX gives to what it makes of several arrays."""

from collections.abc import Iterable
from functools import reduce
from itertools import product

from jitlint.interpreter.domain.aval import (
    ANYTHING,
    BITS,
    Aval,
    Dimensions,
    join_avals,
    kind_of,
    known,
)

_RANK = {"bool": 0, "int": 1, "float": 2, "complex": 3}
_WEAK = {"int": "int32", "float": "float32", "complex": "complex64"}
_WIDEST = 32


def promoted(avals: Iterable[Aval]) -> Aval:
    """Returns the dtype and weak type of what is computed of arrays, with an unknown shape."""
    types = [known(None, each.dtype, each.weak) for each in avals]
    return reduce(_both, types) if types else ANYTHING


def inexact(aval: Aval) -> Aval:
    """Returns the aval with floats for integers, as division and `sin` need them."""
    kind = kind_of(aval.dtype)
    if kind not in ("bool", "int"):
        return aval if kind else known(aval.shape, "")
    return known(aval.shape, "float32", aval.weak)


def _both(left: Aval, right: Aval) -> Aval:
    if not left.dtype or not right.dtype:
        return ANYTHING
    ways = product(_weaknesses(left), _weaknesses(right))
    return reduce(join_avals, (_pair(left.dtype, a, right.dtype, b) for a, b in ways))


def _weaknesses(aval: Aval) -> tuple[bool, ...]:
    return (False, True) if aval.weak is None else (aval.weak,)


def _pair(left: str, left_weak: bool, right: str, right_weak: bool) -> Aval:
    if (left_weak and left not in _WEAK.values()) or (right_weak and right not in _WEAK.values()):
        return ANYTHING
    if left_weak and right_weak:
        return Aval(None, max(left, right, key=_rank), True)
    if not (left_weak or right_weak):
        return known(None, _strong(left, right), False)
    weak, strong = (left, right) if left_weak else (right, left)
    if not _rank(strong) + 1:
        return ANYTHING
    if _rank(weak) <= _rank(strong):
        return Aval(None, strong, False)
    return Aval(None, weak, kind_of(strong) != "float")


def _rank(dtype: str) -> int:
    return _RANK.get(kind_of(dtype), -1)


def _strong(left: str, right: str) -> str:
    if left == right:
        return left
    low, high = sorted((left, right), key=_rank)
    if _rank(low) < 0:
        return ""
    if _rank(low) < _rank(high):
        return high
    if kind_of(low) == "int":
        return _integer(low, high)
    return low if BITS[low] > BITS[high] else high if BITS[high] > BITS[low] else "float32"


def _integer(left: str, right: str) -> str:
    unsigned = [each for each in (left, right) if each.startswith("u")]
    if len(unsigned) != 1:
        return max(left, right, key=BITS.__getitem__)
    signed = right if unsigned[0] == left else left
    return f"int{min(_WIDEST, max(BITS[signed], 2 * BITS[unsigned[0]]))}"


def broadcast(shapes: Iterable[Dimensions | None]) -> tuple[Dimensions | None, bool]:
    """Returns the shape that shapes broadcast to, and whether they surely do not."""
    result: Dimensions = ()
    for shape in shapes:
        if shape is None:
            return None, False
        longest = max(len(result), len(shape))
        padded = [(1,) * (longest - len(each)) + each for each in (result, shape)]
        found = [_dimension(a, b) for a, b in zip(*padded, strict=True)]
        if any(conflict for _, conflict in found):
            return None, True
        result = tuple([size for size, _ in found])
    return result, False


def _dimension(left: int | None, right: int | None) -> tuple[int | None, bool]:
    if left == 1 or left == right:
        return right, False
    if right == 1:
        return left, False
    if left is None or right is None:
        return left if right is None else right, False
    return None, True


def elementwise(avals: list[Aval]) -> Aval:
    """Returns the aval of what is computed of arrays element by element."""
    made = promoted(avals)
    return known(broadcast(each.shape for each in avals)[0], made.dtype, made.weak)


def comparison(avals: list[Aval]) -> Aval:
    """Returns the aval of what compares arrays: of weak types some versions make a weak bool."""
    made = elementwise(avals)
    return known(made.shape, "bool", False if made.weak is False else None)
