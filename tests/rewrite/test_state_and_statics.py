"""Rewrites of state that compiled code does not see, and of static arguments that change."""

from pathlib import Path
from typing import Any

import jax.numpy as jnp
import pytest
from meant import Case, put_right
from mending import HEAD, mended_text

STEP = """\
@jax.jit
def step(params, x):
    params["w"] -= x


def f():
    params = {"w": 3.0}
    step(params, 1.0)
    return params["w"]
"""
STALE = """\
def f():
    rate = 1.0
    step = jax.jit(lambda w: w * rate)
    before = step(1.0)
    rate = 0.5
    return float(before), float(step(1.0))
"""
LARGE = """\
def f():
    data = jnp.ones((5000, 5000))

    @jax.jit
    def loss(w):
        return jnp.max(data * w)

    return loss(1.0)
"""
SCALED = """\
@functools.partial(jax.jit, static_argnames=("n", "m"))
def scaled(x, n, m=1):
    return jnp.sum(x * n) * m


def f(x):
    for i in range(1, 5):
        x = scaled(x, i)
    return x
"""
APPLIED = """\
@functools.partial(jax.jit, static_argnums=1)
def applied(x, function):
    return function(x)


def f(x):
    for _ in range(3):
        x = applied(x, lambda value: value / 2)
    return x
"""
SEEN = [
    Case(
        HEAD + STEP,
        {
            "    step(params, 1.0)": "    params = step(params, 1.0)",
            '    params["w"] -= x\n': '    params["w"] -= x\n    return params\n',
        },
        "f()",
        "2.0",
        raised="",
    ),
    Case(
        HEAD + STALE,
        {"lambda w:": "lambda w, rate:", "step(1.0)": "step(1.0, rate)"},
        "f()",
        "(1.0, 0.5)",
        raised="",
    ),
]


@pytest.mark.parametrize("case", SEEN)
def test_a_change_is_seen(case: Case, tmp_path: Path) -> None:
    put_right(case, tmp_path)


KEPT = {
    LARGE: LARGE.replace("def loss(w)", "def loss(w, data)").replace(
        "loss(1.0)", "loss(1.0, data)"
    ),
    APPLIED: APPLIED.replace(
        "    for _ in range(3):\n        x = applied(x, lambda value: value / 2)",
        "    function = lambda value: value / 2\n"
        "    for _ in range(3):\n        x = applied(x, function)",
    ),
}


@pytest.mark.parametrize("before", KEPT)
def test_less_is_captured_and_compiled(before: str, tmp_path: Path) -> None:
    assert mended_text(HEAD + before, tmp_path, unsafe=True) == HEAD + KEPT[before]
    assert mended_text(HEAD + KEPT[before], tmp_path, unsafe=True) == HEAD + KEPT[before]


COUNTER = SCALED.replace(", m=1", "").replace(" * m", "").replace('("n", "m")', '"n"')


def test_a_counter_is_traced_once(tmp_path: Path) -> None:
    after = mended_text(HEAD + COUNTER, tmp_path, unsafe=True)
    plain = COUNTER.replace('@functools.partial(jax.jit, static_argnames="n")', "@jax.jit")
    assert after == HEAD + plain
    results: list[tuple[float, int]] = []
    for text in (HEAD + COUNTER, after):
        names: dict[str, Any] = {}
        exec(text, names)
        results.append((float(names["f"](jnp.float32(1.0))), names["scaled"]._cache_size()))
    assert results == [(24.0, 4), (24.0, 1)]


LEFT = [
    STEP.replace("step(params, 1.0)\n", "print(step(params, 1.0))\n"),
    STEP.replace('= {"w": 3.0}', "= kept = dict(w=3.0)"),
    STEP.replace("    step(params", "    kept = [params]\n    step(params"),
    STEP.replace("-= x\n", "-= x\n    return x\n"),
    STEP + "\n\nother = step\n",
    STALE.replace("w * rate", "w.reshape(rate)"),
    STALE.replace("w * rate", "w * jnp.ones(2 * rate)"),
    STALE.replace("rate)\n", "rate, static_argnums=())\n"),
    STALE.replace("    before", "    other = [step]\n    before"),
    STALE.replace("lambda w:", "lambda w=1.0:"),
    SCALED,  # a parameter with a default may be left out
    COUNTER.replace("x * n", "x * (n * n)"),  # exact in Python alone
    COUNTER.replace("x * n", "x**n"),
    COUNTER.replace("x * n", "x * (n + 1)"),
    COUNTER.replace("jnp.sum(x * n)", "helper(x * n)"),
    APPLIED.replace("value / 2", "value / x"),
]


@pytest.mark.parametrize("text", LEFT)
def test_what_may_differ_is_left(text: str, tmp_path: Path) -> None:
    assert mended_text(HEAD + text, tmp_path, unsafe=True) == HEAD + text
