"""Rewrites of single calls: what is written, and what is left."""

from pathlib import Path

import pytest
from mending import HEAD, mended_text

TRACED = f"{HEAD}@jax.jit\ndef f(x, table=np.ones(3)):\n    "
TIMED = (
    "import time\n\n"
    + HEAD
    + "step = jax.jit(lambda x: 2 * x)\n\n\ndef g(x):\n    start = time.time()\n    "
)
KEYS = f"{HEAD}def f(key, n):\n    "

WRITTEN = {
    TRACED + "return float(x) + 1\n": TRACED + "return jnp.asarray(x, float) + 1\n",
    TRACED + "return int(x)\n": TRACED + "return jnp.asarray(x, int)\n",
    TRACED + "return x.item()\n": TRACED + "return x.reshape(())\n",
    TRACED + "return math.floor(x + 1)\n": TRACED + "return jnp.floor(x + 1).astype(int)\n",
    TRACED + "return x * bool(x > 0)\n": TRACED + "return x * jnp.asarray(x > 0, bool)\n",
    TRACED + "return x * all([x > 0, x < 2])\n": (
        TRACED + "return x * jnp.all(jnp.asarray([x > 0, x < 2]))\n"
    ),
    f"{HEAD}TABLE = np.ones(3)\n\n\n@jax.jit\ndef f(i):\n    return TABLE[i, 0]\n": (
        f"{HEAD}TABLE = np.ones(3)\n\n\n@jax.jit\ndef f(i):\n    return jnp.asarray(TABLE)[i, 0]\n"
    ),
    f"{TIMED}y = step(x)\n    return y, time.time() - start\n": (
        f"{TIMED}y = jax.block_until_ready(step(x))\n    return y, time.time() - start\n"
    ),
    f"{TIMED}for _ in range(3):\n        x = step(x)\n    return x, time.time() - start\n": (
        f"{TIMED}for _ in range(3):\n        x = step(x)\n    jax.block_until_ready(x)\n"
        "    return x, time.time() - start\n"
    ),
    f"{KEYS}a = jax.random.normal(key)\n    return a, jax.random.normal(key)\n": (
        f"{KEYS}key, key_used = jax.random.split(key)\n    a = jax.random.normal(key_used)\n"
        "    return a, jax.random.normal(key)\n"
    ),
    f"{HEAD}jax.grad(lambda x: x**2)(2)\n": f"{HEAD}jax.grad(lambda x: x**2)(2.0)\n",
    f"{HEAD}jax.grad(lambda a: a[0])([1, 2.5])\n": f"{HEAD}jax.grad(lambda a: a[0])([1.0, 2.5])\n",
    f"{HEAD}jax.lax.scan(lambda c, x: c + x, 0.0, jnp.ones(3))\n": (
        f"{HEAD}jax.lax.scan(lambda c, x: (c + x, None), 0.0, jnp.ones(3))\n"
    ),
    f'{HEAD}jax.vmap(lambda x: jax.lax.psum(x, "i"))(jnp.ones(3))\n': (
        f'{HEAD}jax.vmap(lambda x: jax.lax.psum(x, "i"), axis_name="i")(jnp.ones(3))\n'
    ),
}


@pytest.mark.parametrize("before", WRITTEN)
def test_what_is_sure_is_written(before: str, tmp_path: Path) -> None:
    assert mended_text(before, tmp_path, unsafe=True) == WRITTEN[before]


BODY = f"{HEAD}def body(c, x):\n    return c + x\n\n\n"
LEFT = [
    f"{BODY}jax.lax.scan(body, 0.0, jnp.ones(3))\nbody(1, 2)\n",
    f"{HEAD}jax.vmap(lambda x: jax.lax.psum(x, 'i'), axis_name='j')(jnp.ones(3))\n",
    f"{HEAD}n = 2\njax.grad(jnp.sin)(n)\n",
    f"{KEYS}a = [jax.random.normal(key) for _ in range(2)]\n    return a, jax.random.normal(key)\n",
    TRACED + "return math.floor(*[x])\n",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_not_is_left(text: str, tmp_path: Path) -> None:
    assert mended_text(text, tmp_path, unsafe=True) == text


def test_a_conversion_that_is_swallowed_is_no_safe_fix(tmp_path: Path) -> None:
    text = f"{TRACED}try:\n        return float(x)\n    except Exception:\n        return 0.0\n"
    assert mended_text(text, tmp_path) == text
    assert "jnp.asarray(x, float)" in mended_text(text, tmp_path, unsafe=True)
