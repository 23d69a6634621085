"""Functions said to give bools or integers do, and where `grad` traces they give no tracer."""

import contextlib
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import jax
import numpy as np
import pytest
from jax.core import Tracer

from jitlint.interpreter.avals.table import discrete, entries

GIVING = sorted(name for name in entries() if discrete(name))
KINDS = {"b": "bool", "i": "int"}
A_KEY = jax.random.key(0)


def result(name: str, x: jax.Array) -> Any:
    """Returns what a function or method gives for an array, alone or with a second one."""
    if name.startswith("jax.random."):
        return attrgetter(name.removeprefix("jax."))(jax)(A_KEY, x)
    if name.startswith("jax.Array."):
        method = getattr(x, name.removeprefix("jax.Array."))
        return called(method, (), (x,))
    return called(attrgetter(name.removeprefix("jax."))(jax), (x,), (x, 1), (x, x))


def called(function: Callable[..., Any], *ways: tuple[Any, ...]) -> Any:
    for arguments in ways:
        with contextlib.suppress(TypeError, ValueError):
            return function(*arguments)
    return None


@pytest.mark.parametrize("name", [name for name in GIVING if name != "jax.Array.__bool__"])
def test_a_function_said_to_give_discrete_values_ends_what_grad_traces(name: str) -> None:
    given: list[Any] = []

    def loss(x: jax.Array) -> jax.Array:
        given.append(result(name, x))
        return x.sum()

    jax.grad(loss)(np.ones(3, np.float32))
    [made] = given
    assert not isinstance(made, Tracer)
    assert KINDS[made.dtype.kind] == discrete(name)
