"""Keys of `jax.random` in a made-up call: as many as there are places for them."""

from dataclasses import replace
from typing import Any

from ..program.attempt import Attempt
from ..program.user_code import value_or
from ..program.userjax import jax, numpy

FIRST = 7919  # folded into keys: no program does so


def with_distinct_keys(attempt: Attempt) -> Attempt:
    """Returns the attempt with a key of its own in each place of a key's, with one of no seed."""
    keys = _NewKeys()
    return replace(attempt, call=attempt.call.mapped(keys.instead_of))


class _NewKeys:
    """Counts the keys that were given out."""

    def __init__(self) -> None:
        self._count = FIRST

    def instead_of(self, leaf: Any) -> Any:
        if not value_or(False, lambda: _is_key(leaf)):
            return leaf
        self._count += 1
        return value_or(leaf, lambda: jax.random.fold_in(leaf, self._count))


def _is_key(leaf: Any) -> bool:
    is_typed = jax.dtypes.issubdtype(leaf.dtype, jax.dtypes.prng_key)
    return bool(is_typed or (leaf.dtype == numpy.uint32 and leaf.shape == (2,)))
