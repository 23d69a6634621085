"""Other arguments of the shapes and types of a call that works, to take other branches."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..program.attempt import Attempt
from ..program.call import CallOutcome, SampleCall
from ..program.userjax import jax, numpy

INTEGERS = (3, 0, 1, 2, 5, -1, -3)


def variants(attempt: Attempt, most: int) -> Iterator[Attempt]:
    """Yields an attempt, and then others with different numbers; a host's integers stay.

    What JAX would trace is an array.
    """
    call = attempt.call.on_device()
    dice = numpy.random.default_rng(0)
    for number in range(-1, most):
        yield replace(attempt, call=_changed(attempt, call, number, dice))


def _changed(attempt: Attempt, call: SampleCall, number: int, dice: Any) -> SampleCall:
    names = tuple(attempt.subject.parameters())

    def changed(value: Any, name: str) -> Any:
        if name in attempt.static:
            return value

        def other(leaf: Any) -> Any:
            return _leaf(leaf, attempt, number, dice)

        return jax.tree_util.tree_map(other, value)

    first = int(call.with_self)
    names = (*("",) * first, *names) if first and len(names) < len(call.args) else names
    padded = (*names, *("",) * len(call.args))
    args = [changed(value, name) for value, name in zip(call.args, padded, strict=False)]
    kwargs = {name: changed(value, name) for name, value in call.kwargs.items()}
    return replace(
        call, args=tuple(args), kwargs=kwargs, text=call.text * (number < 0), outcome=CallOutcome()
    )


def _leaf(leaf: Any, attempt: Attempt, number: int, dice: Any) -> Any:
    """Returns a value in the place of a leaf: each number is a way to choose it."""
    host = attempt.subject.host
    match leaf:
        case bool():
            value = leaf if number < 0 else bool(dice.integers(2))
            return leaf if host else jax.numpy.asarray(value)
        case int():
            return leaf if host else jax.numpy.asarray(_integer(number, dice, leaf))
        case float():
            value = float(_floats(leaf, (), number, dice))
            return value if host else jax.numpy.asarray(value)
        case jax.Array() if number >= 0:
            return _array(leaf, number, dice)
        case _:
            return leaf


def _array(leaf: Any, number: int, dice: Any) -> Any:
    kind = leaf.dtype
    if jax.dtypes.issubdtype(kind, jax.numpy.bool_):
        return jax.numpy.asarray(dice.integers(2, size=leaf.shape), kind)
    if jax.dtypes.issubdtype(kind, jax.numpy.integer):
        return jax.numpy.full(leaf.shape, _integer(number, dice, 1)).astype(kind)
    if jax.dtypes.issubdtype(kind, jax.numpy.floating):
        return jax.numpy.asarray(_floats(leaf, leaf.shape, number, dice), kind)
    return leaf


def _integer(number: int, dice: Any, leaf: int) -> int:
    if number < 0:
        return leaf
    return -leaf if not number else int(dice.choice(INTEGERS))


def _floats(leaf: Any, shape: tuple[int, ...], number: int, dice: Any) -> Any:
    """Returns the negative, zeros, then random numbers, the first of them near one another."""
    match number:
        case -1:
            return numpy.asarray(leaf)
        case 0:
            return -numpy.asarray(leaf)
        case 1:
            return numpy.zeros(shape)
        case _:
            return dice.standard_normal(shape) * (1.0, 0.3, 3.0, 10.0)[number % 4]
