"""A call with Python's numbers: some functions of JAX take those where they take no array."""

from dataclasses import replace
from typing import Any

from .calls import Call, is_shape
from .userjax import jax, numpy


def with_numbers(call: Call) -> Call:
    """Returns the call with a number in place of every array that is one."""
    both = (call.on_device().args, call.on_device().kwargs)
    args, kwargs = jax.tree_util.tree_map(_number, both, is_leaf=is_shape)
    return replace(call, args=args, kwargs=kwargs)


def _number(leaf: Any) -> Any:
    is_number = isinstance(leaf, (jax.Array, numpy.ndarray, numpy.generic)) and not leaf.shape
    return leaf.item() if is_number and leaf.dtype.kind in "biufc" else leaf
