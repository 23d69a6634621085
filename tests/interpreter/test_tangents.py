"""Tangents: JAX follows a derivative through each function that jitlint takes to do so."""

import json
import os
import subprocess
import sys

from jitlint.interpreter.avals.tangents import FUNCTIONS, OPERATORS

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
# Reads names; prints those through which reverse mode does not reach a loop that it refuses.
ASKED = """
import importlib, json, operator, sys, warnings
import jax, jax.numpy as jnp
warnings.simplefilter("ignore")
SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
         "@": operator.matmul, "**": operator.pow}
GIVEN = {
    "reshape": lambda f, x: f(x, (4,)), "expand_dims": lambda f, x: f(x, 0),
    "broadcast_to": lambda f, x: f(x, (3, 2, 2)), "einsum": lambda f, x: f("ij->i", x),
    "where": lambda f, x: f(x > 9, x, x), "select": lambda f, x: f(x > 9, x, x),
    "clip": lambda f, x: f(x, 0.0, 1.0), "stack": lambda f, x: f([x, x]),
    "vstack": lambda f, x: f([x, x]), "hstack": lambda f, x: f([x, x]),
    "concatenate": lambda f, x: f([x, x]), "swapaxes": lambda f, x: f(x, 0, 1),
}
def through(name, x):
    if name in SIGNS:
        return SIGNS[name](x, x)
    module, _, last = name.rpartition(".")
    if module == "jax.Array":
        method = getattr(x, last)
        calls = [lambda f, x: f(), lambda f, x: f(x), lambda f, x: f((4,)), lambda f, x: f(0., 1.)]
        return first(calls, method, x)
    function = getattr(importlib.import_module(module), last)
    if last in GIVEN:
        return GIVEN[last](function, x)
    return first([lambda f, x: f(x), lambda f, x: f(x, x)], function, x)
def first(calls, function, x):
    for call in calls:
        try:
            return call(function, x)
        except TypeError:
            pass
    raise LookupError
def loop(a):
    return jax.lax.while_loop(lambda x: jnp.sum(x) < 1, lambda x: x + a, a * jnp.eye(2) + 0.1)
wrong = []
for name in json.load(sys.stdin):
    try:
        jax.grad(lambda a: jnp.sum(through(name, loop(a))))(0.1)
        wrong.append(name)
    except ValueError as error:
        if "Reverse-mode" not in str(error):
            wrong.append(f"{name}: {error}")
    except Exception as error:
        wrong.append(f"{name}: {error!r}")
print(json.dumps(wrong))
"""


def _asked(names: list[str]) -> list[str]:
    done = subprocess.run(
        [PYTHON, "-c", ASKED], input=json.dumps(names), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_a_gradient_goes_through_each_function_that_is_said_to_hand_it_on() -> None:
    assert _asked(sorted(FUNCTIONS | OPERATORS)) == []


def test_what_has_no_slope_is_seen_to_have_none() -> None:
    names = ["jax.numpy.floor", "jax.numpy.sign", "jax.numpy.isnan", "jax.lax.stop_gradient"]
    assert not set(names) & FUNCTIONS
    assert [name.partition(":")[0] for name in _asked(names)] == names
