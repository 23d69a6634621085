"""Singular points: JAX's gradient of a choice is NaN exactly where jitlint says that it is."""

import json
import os
import subprocess
import sys

from jitlint.interpreter.analyses.nan_gradients import SINGULAR

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
POINTS = (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)
# Prints for each function and number whether the gradient of a choice of something else is NaN.
ASKED = """
import importlib, json, sys
import jax, jax.numpy as jnp
names, points = json.load(sys.stdin)
def is_nan(name, point):
    module, _, last = name.rpartition(".")
    function = getattr(importlib.import_module(module), last)
    return bool(jnp.isnan(jax.grad(lambda x: jnp.where(x == point, 0.0, function(x)))(point)))
def of_square(f):
    return bool(jnp.isnan(jax.grad(f)(jnp.zeros(3))).all())
norm = jnp.linalg.norm
print(json.dumps([
    [[is_nan(name, point) for point in points] for name in names],
    [of_square(lambda x: norm(x) ** 2), of_square(lambda x: jnp.square(norm(x))),
     of_square(lambda x: jnp.sqrt(jnp.sum(x * x)) ** 2), of_square(lambda x: jnp.sum(x * x))],
]))
"""


def test_a_gradient_is_nan_exactly_at_the_singular_points() -> None:
    names = sorted(SINGULAR)
    given = json.dumps([names, POINTS])
    done = subprocess.run(
        [PYTHON, "-c", ASKED], input=given, capture_output=True, text=True, check=True
    )
    found, squares = json.loads(done.stdout)
    assert found == [[SINGULAR[name](point) for point in POINTS] for name in names]
    assert squares == [True, True, True, False]
