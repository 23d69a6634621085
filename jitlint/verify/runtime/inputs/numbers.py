"""A call with Python's numbers: some functions of JAX take those where they take no array."""

from dataclasses import replace
from typing import Any

from ..program.call import CallOutcome, SampleCall, call_text, is_shape
from ..program.userjax import jax, numpy


def with_numbers(call: SampleCall) -> SampleCall:
    """Returns the call with a number in place of every array that is one."""
    return call.on_device().mapped(_number)


def _number(leaf: Any) -> Any:
    is_number = isinstance(leaf, (jax.Array, numpy.ndarray, numpy.generic)) and not leaf.shape
    return leaf.item() if is_number and leaf.dtype.kind in "biufc" else leaf


def with_scalars(call: SampleCall) -> SampleCall:
    """Returns the call with an array of one element in place of every array, itself if none is."""
    if not any(map(_is_wide, call.leaves())):
        return call
    small = call.mapped(lambda leaf: jax.numpy.ones((), leaf.dtype) if _is_wide(leaf) else leaf)
    return replace(small, text=call_text(small.args, small.kwargs), outcome=CallOutcome())


def _is_wide(leaf: Any) -> bool:
    is_array = isinstance(leaf, (jax.Array, numpy.ndarray)) or is_shape(leaf)
    return is_array and bool(leaf.shape) and leaf.dtype.kind in "biufc"
