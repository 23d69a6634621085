"""Derivatives of a call, the original's without jit and the rewritten one's with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..program.attempt import Attempt
from ..program.user_code import value_or
from ..program.userjax import jax


@dataclass(frozen=True, slots=True)
class Slopes:
    """The gradient and the forward derivative of a call with respect to all of its floats.

    Each is None where the function has none.
    """

    gradient: Any = None
    forward: Any = None

    @classmethod
    def of(cls, attempt: Attempt) -> "Slopes":
        """Returns the derivatives of the sum of what a call returns."""
        summed, values = _of_floats(attempt)
        if not values:
            return cls()
        tangents = [jax.numpy.ones_like(each) for each in values]
        gradient = value_or(None, lambda: jax.grad(summed)(values))
        forward = value_or(None, lambda: jax.jvp(summed, (values,), (tangents,))[1])
        return cls(gradient, forward)


def _of_floats(attempt: Attempt) -> tuple[Callable[[list[Any]], Any], list[Any]]:
    """Returns a function of the floats among the traced arguments, and these."""
    call = attempt.call.on_device()
    leaves, structure = jax.tree_util.tree_flatten((call.args, call.kwargs))
    places = [place for place, each in enumerate(leaves) if _is_float(each)]

    def summed(values: list[Any]) -> Any:
        filled = list(leaves)
        for place, value in zip(places, values, strict=True):
            filled[place] = value
        args, kwargs = jax.tree_util.tree_unflatten(structure, filled)
        subject = attempt.subject
        result = subject.function(*subject.leading, *args, **kwargs)
        floats = [each for each in jax.tree_util.tree_leaves(result) if _is_float(each)]
        return sum(jax.numpy.sum(each) for each in floats)

    return summed, [leaves[place] for place in places]


def _is_float(leaf: Any) -> bool:
    is_array = isinstance(leaf, jax.Array)
    return is_array and bool(jax.numpy.issubdtype(leaf.dtype, jax.numpy.floating))
