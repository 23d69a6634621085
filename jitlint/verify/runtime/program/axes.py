"""Binds the names of axes that collectives work across, as a caller that maps the function does."""

from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import Any

from .userjax import jax

BOUND_AXIS_SIZE = 4  # as the arrays have that are made up: `all_to_all` splits one of them


def with_axes(names: Iterable[str], run: Callable[[], Any]) -> Any:
    """Runs a function in which axes have these names, and returns its result.

    What differs between the items of an axis comes back with that axis in front, as do all arrays.
    """
    held: list[Any] = []

    def body() -> list[Any]:
        leaves, structure = jax.tree_util.tree_flatten(run())
        held[:] = [leaves, structure]
        return [each for each in leaves if isinstance(each, jax.Array)]

    bound: Callable[[], list[Any]] = body
    for name in names:
        bound = jax.vmap(bound, axis_name=name, axis_size=BOUND_AXIS_SIZE)
    if bound is body:
        return run()
    arrays = iter(bound())
    leaves = [next(arrays) if isinstance(each, jax.Array) else each for each in held[0]]
    return jax.tree_util.tree_unflatten(held[1], leaves)


def within_axes(frames: Iterable[FrameType]) -> Iterator[FrameType]:
    """Yields frames from the inside out, up to where axes were bound: that traces nothing."""
    for frame in frames:
        if frame.f_code.co_filename == with_axes.__code__.co_filename:
            return
        yield frame
