"""A program that holds large constants, or cannot use what was donated, is told to."""

import re
import warnings

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import jitlint
from jitlint.runs.rows import rows_of

WEIGHTS = np.ones((1000, 500), "float32")
SIZE = WEIGHTS.nbytes


def product(x):
    return x @ WEIGHTS.T


def inner_product(x):
    return jax.jit(product)(x) + 1


def loop(x):
    return jax.lax.fori_loop(0, 3, lambda i, y: y + product(x), product(x))


@pytest.mark.parametrize("function", [product, inner_product, loop])
def test_constants_are_counted_wherever_they_are_held(function) -> None:
    with jitlint.watch() as run:
        jax.jit(function)(np.ones((3, 500), "float32"))
    [compilation] = [each for each in run.of(function.__name__) if each.lower.times]
    assert SIZE <= compilation.constant_bytes <= 2 * SIZE + 1000
    [row] = [row for row in rows_of(run) if row.function == function.__name__]
    assert re.search(r"; holds [24]\.0 MB of constants$", row.told)


def test_an_argument_is_no_constant() -> None:
    with jitlint.watch() as run:
        jax.jit(lambda x, w: x @ w.T)(np.ones((3, 500), "float32"), WEIGHTS)
    assert all(each.constant_bytes < 1000 for each in run.compilations)


@pytest.mark.parametrize(
    ("function", "unused"),
    [
        (lambda x, y: (x.sum(), y + 1), ["f32[4,4]"]),
        (lambda x, y: (x + 1, y + 1), []),
        (lambda x, y: (x.astype("int32"), y + 1), []),
        (lambda x, y: (y + x[0, :3], y - 1), ["f32[4,4]"]),
        (lambda x, y: x[0].sum() + y.sum(), ["f32[4,4]", "f32[3]"]),
    ],
)
def test_what_was_donated_in_vain_is_what_jax_warns_of(function, unused: list[str]) -> None:
    x, y = jnp.ones((4, 4), "float32"), jnp.ones(3, "float32")
    with jitlint.watch() as run, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        jax.jit(function, donate_argnums=(0, 1))(x, y)
    [found] = [each.not_usable for each in run.compilations if not each.of_jax]
    assert found == unused
    said = " ".join(str(each.message) for each in warned)
    assert re.findall(r"float32(\[[\d,]+\])", said) == [text[3:] for text in unused]
