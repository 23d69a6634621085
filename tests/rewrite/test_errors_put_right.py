"""Rewrites of calls that JAX refuses: the rewritten program gives what was meant."""

from pathlib import Path

import pytest
from meant import Case, put_right
from mending import HEAD, mended_text

STEP = "@functools.partial(jax.jit, donate_argnums=0)\ndef step(w, x):\n    return w + x\n\n\n"
MASKED = """\
@functools.partial(jax.custom_vjp, nondiff_argnums=(1,))
def masked(x, mask):
    return x * mask


def forward(x, mask):
    return x * mask, None


def backward(mask, _, g):
    return (g * mask,)


masked.defvjp(forward, backward)


@jax.jit
def loss(x, mask):
    return masked(x, mask).sum()
"""
SCALED = """\
@functools.partial(jax.custom_vjp, nondiff_argnums=(0,))
def scaled(factor, x):
    return factor * x * x


def forward(factor, x):
    return factor * x * x, x


def backward(factor, x, g):
    return (2 * factor * x * g,)


scaled.defvjp(forward, backward)
slope = jax.jit(jax.grad(lambda x, factor: scaled(factor, x)))
"""
CHECKED = f"""\
{HEAD}from jax.experimental import checkify


@jax.jit
def f(x):
    assert x > 0, "positive"
    return 2 * x


g = checkify.checkify(f)
"""
ERROR_IF = f"""\
{HEAD}import equinox as eqx


@jax.jit
def f(x):
    assert x > 0, "positive"
    return 2 * x
"""
CASES = [
    Case(
        f"{HEAD}{STEP}def f():\n    w = jnp.ones(3)\n    new = step(w, 1.0)\n    return w + new\n",
        {"step(w, 1.0)": "step(w.copy(), 1.0)"},
        "f()",
        "jnp.full(3, 3.0)",
    ),
    Case(
        f"{HEAD}{STEP}def f(w):\n    new = step(x=1.0, w=w)\n    return w + new\n\n\n"
        "y = f(jnp.ones(3))\n",
        {"w=w)": "w=jax.tree.map(jnp.copy, w))"},
        "f(jnp.ones(3))",
        "jnp.full(3, 3.0)",
    ),
    Case(
        f"{HEAD}add = jax.jit(lambda a, b: a + b, donate_argnums=(0, 1))\n\n\n"
        "def f():\n    w = jnp.ones(2)\n    return add(w, w)\n",
        {"add(w, w)": "add(w.copy(), w)"},
        "f()",
        "jnp.full(2, 2.0)",
    ),
    Case(
        HEAD + MASKED + "\n\nloss(jnp.ones(2), jnp.ones(2))\n",
        {
            "@functools.partial(jax.custom_vjp, nondiff_argnums=(1,))": "@jax.custom_vjp",
            "mask, None": "mask, mask",
            "backward(mask, _, g)": "backward(mask, g)",
            "(g * mask,)": "(g * mask, None)",
        },
        "jax.grad(loss)(jnp.arange(2.0), jnp.array([1.0, 0.5]))",
        "jnp.array([1.0, 0.5])",
    ),
    Case(
        HEAD + SCALED + "slope(3.0, 2.0)\n",
        {
            "@functools.partial(jax.custom_vjp, nondiff_argnums=(0,))": "@jax.custom_vjp",
            "x * x, x\n": "x * x, (x, factor)\n",
            "backward(factor, x, g):\n": "backward(residuals, g):\n    x, factor = residuals\n",
            "(2 * factor * x * g,)": "(None, 2 * factor * x * g)",
        },
        "slope(3.0, 2.0)",
        "12.0",
    ),
    Case(
        f"{HEAD}def loss(w):\n    y = w * w\n    return y, 2 * y\n\n\ng = jax.grad(loss)(3.0)\n",
        {"grad(loss)(3.0)": "grad(loss, has_aux=True)(3.0)[0]"},
        "g",
        "6.0",
    ),
    Case(
        f"{HEAD}both = jax.value_and_grad(lambda w: (w * w, w))(3.0)\n",
        {"w))(": "w), has_aux=True)("},
        "both",
        "((9.0, 3.0), 6.0)",
    ),
    Case(f"{HEAD}g = jax.grad(lambda w: [w * w])(3.0)\n", {"[w * w]": "w * w"}, "g", "6.0"),
    Case(f"{HEAD}g = jax.grad(lambda w: 3)(3.0)\n", {"w: 3)": "w: 3.0)"}, "g", "0.0"),
    Case(
        f"{HEAD}g = jax.grad(lambda w: (w * w, w, 1), has_aux=True)(3.0)\n",
        {"w, 1)": "(w, 1))"},
        "g",
        "(6.0, (3.0, 1))",
    ),
    Case(
        f"{HEAD}y = jax.vmap(lambda p: p[0] + p[1], in_axes=(0, None))((jnp.ones(2), 1.0))\n",
        {"(0, None)": "((0, None),)"},
        "y",
        "jnp.full(2, 2.0)",
    ),
    Case(
        f"{HEAD}add = lambda p: p[0] + p[1]\nx = jnp.ones((2, 1))\n"
        "y = jax.vmap(add, in_axes=([0, 1],))((x, x.T))\n",
        {"[0, 1]": "(0, 1)"},
        "y",
        "jnp.full((2, 1), 2.0)",
    ),
    Case(
        f"{HEAD}y = jax.vmap(lambda a, b: a + b)(jnp.ones(2), -2)\n",
        {"b)(": "b, in_axes=(0, None))("},
        "y",
        "jnp.full(2, -1.0)",
    ),
    Case(
        f"{HEAD}x = jnp.ones((4, 3))\ny = x / jnp.sum(x, axis=1)\n",
        {"axis=1": "axis=1, keepdims=True"},
        "y",
        "jnp.ones((4, 3)) / 3",
    ),
    Case(
        f"{HEAD}y = jax.lax.fori_loop(0, 3, lambda i, c: [c[1], c[0]], (1.0, 2.0))\n",
        {"[c[1], c[0]]": "(c[1], c[0])"},
        "y",
        "(2.0, 1.0)",
    ),
    Case(
        f"{HEAD}def body(c, x):\n    return {{'a': (c['a'][0] + x,)}}, x\n\n\n"
        "y = jax.lax.scan(body, {'a': [1.0]}, jnp.ones(2))[0]\n",
        {"(c['a'][0] + x,)": "[c['a'][0] + x,]"},
        "y['a'][0]",
        "3.0",
    ),
    Case(
        f"{HEAD}y = jax.lax.cond(True, lambda: (1.0, [2.0]), lambda: [1.0, (3.0,)])\n",
        {"[1.0, (3.0,)]": "(1.0, [3.0,])"},
        "(y[0], y[1][0])",
        "(1.0, 2.0)",
    ),
    Case(
        f"{HEAD}RATES = jnp.ones(3)\ny = RATES * 1_000_000_000_000\n",
        {"000_000\n": "000_000.0\n"},
        "y",
        "jnp.full(3, 1e12)",
    ),
    Case(
        f'{HEAD}f = jax.jit(lambda x, n: x * n, static_argnames="x, n")\n',
        {'"x, n"': '("x", "n")'},
        "f(2.0, 3.0)",
        "6.0",
    ),
    Case(
        CHECKED,
        {'assert x > 0, "positive"': 'checkify.check(x > 0, "positive")'},
        "[int('positive' in str(g(x)[0].get())) for x in (1.0, -1.0)]",
        "[0, 1]",
    ),
    Case(
        ERROR_IF,
        {'assert x > 0, "positive"': 'x = eqx.error_if(x, jnp.logical_not(x > 0), "positive")'},
        "f(2.0)",
        "4.0",
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_what_raised_gives_what_was_meant(case: Case, tmp_path: Path) -> None:
    put_right(case, tmp_path)


LEFT = [
    MASKED.replace("x * mask, None", "x * mask, jnp.float32(1)")
    + "loss(jnp.ones(2), jnp.ones(2))\n",
    MASKED.replace("return x * mask\n", "return x ** mask\n") + "loss(jnp.ones(2), jnp.ones(2))\n",
    MASKED.replace("(1,)", "(1, 0)") + "loss(jnp.ones(2), jnp.ones(2))\n",
    MASKED + "other = [masked]\nloss(jnp.ones(2), jnp.ones(2))\n",
    MASKED + "forward(1.0, 2.0)\nloss(jnp.ones(2), jnp.ones(2))\n",
    "def f(w):\n    if jax.devices():\n        return w, w\n    return w, w, w\n\n\n"
    "jax.grad(f)(1.0)\n",
    "jax.value_and_grad(lambda w: [w])(1.0)\n",
    "jax.grad(lambda w: w * w, has_aux=True)(1.0)\n",
    "jax.vmap(lambda a, b: a, in_axes=(0,))(jnp.ones(2), jnp.ones(2))\n",
    "jax.vmap(lambda a, b: a)(1.0, 2.0)\n",
    "x = jnp.ones((4, 3))\ny = x / jnp.ones((4, 3)).sum(axis=1)\n",
    "jax.lax.fori_loop(0, 3, lambda i, c: [c[0]], (1.0, 2.0))\n",
    "jax.lax.cond(True, lambda: {'a': 1.0}, lambda: {'b': 1.0})\n",
    "x = jnp.arange(3)\ny = x * 1_000_000_000_000\n",
    'f = jax.jit(lambda x: x, static_argnames="x,n")\n',
    CHECKED.removeprefix(HEAD).replace("checkify.checkify(f)", "checkify.checkify(f), f"),
    CHECKED.removeprefix(HEAD).replace('"positive"', "f'{x}'"),
    ERROR_IF.removeprefix(HEAD).replace("2 * x", "2.0"),
    ERROR_IF.removeprefix(HEAD).replace("x > 0", "jnp.all(x > 0)"),
    "add = jax.jit(lambda a, b: (a, b), donate_argnums=(0, 1))\n\n\ndef f():\n"
    "    w, u = jnp.ones(2), jnp.ones(2)\n    v = w\n    new = add(w, u)\n"
    "    return new, v.sum()\n",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_not_known_is_left(text: str, tmp_path: Path) -> None:
    assert mended_text(HEAD + text, tmp_path, unsafe=True) == HEAD + text
