"""Compares what two calls gave, as far as compiled arithmetic may differ from Python's."""

from typing import Any

from ..limits import LONGEST_RESULT_TEXT, RESULT_TOLERANCE
from ..program.user_code import attribute_or_none, shortened
from ..program.userjax import jax, numpy


def same(one: Any, other: Any) -> bool:
    """Whether two values have the same structure, and the same numbers in it."""
    leaves, structure = jax.tree_util.tree_flatten(one)
    others, other_structure = jax.tree_util.tree_flatten(other)
    return structure == other_structure and all(map(_same_leaf, leaves, others))


def shortly(value: Any) -> str:
    """Returns a value as a reader wants it in a sentence."""
    array = isinstance(value, (jax.Array, numpy.ndarray, numpy.generic))
    text = " ".join(repr(numpy.asarray(value).tolist() if array else value).split())
    return shortened(text, LONGEST_RESULT_TEXT)


def _same_leaf(one: Any, other: Any) -> bool:
    try:
        first, second = numpy.asarray(one), numpy.asarray(other)
        if first.dtype.kind in "biufc" and second.dtype.kind in "biufc":
            return first.shape == second.shape and _are_near(first, second)
        return bool(one == other) or _is_copy(one, other)
    except Exception:
        return one is other


def _are_near(first: Any, second: Any) -> bool:
    """As `numpy.allclose`, but of operations alone, whose Python code no program can replace."""
    kind = complex if "c" in (first.dtype.kind, second.dtype.kind) else float
    one, other = first.astype(kind), second.astype(kind)
    with numpy.errstate(all="ignore"):
        most = RESULT_TOLERANCE + RESULT_TOLERANCE * numpy.absolute(other)
        near = (numpy.absolute(one - other) <= most) & numpy.isfinite(other)
    are_same = near | (one == other) | ((one != one) & (other != other))
    return bool(numpy.logical_and.reduce(are_same, axis=None))


def _is_copy(one: object, other: object) -> bool:
    """Whether two objects that are equal only to themselves hold the same."""
    kind = type(one)
    if kind is not type(other) or kind.__eq__ is not object.__eq__:
        return False
    held, others = attribute_or_none(one, "__dict__"), attribute_or_none(other, "__dict__")
    return held is not None and others is not None and same(dict(held), dict(others))
