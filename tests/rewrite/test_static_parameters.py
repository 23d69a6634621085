"""Parameters whose values Python needs are made static, where no call passes an array."""

from pathlib import Path

import pytest
from mending import HEAD, mended_text

BODY = "def f(x, n):\n    return jnp.zeros(n) + x\n"
JITTED = f"{HEAD}@jax.jit\n{BODY}"
STATIC = JITTED.replace("@jax.jit", '@functools.partial(jax.jit, static_argnames="n")')


def partial(options: str) -> str:
    return f"{HEAD}@functools.partial(jax.jit, {options})\n" + BODY.replace("x, n", "x, n, m=1")


MADE = {
    JITTED: STATIC,
    f"{JITTED}\n\nf(1.0, 3)\n": f"{STATIC}\n\nf(1.0, 3)\n",
    f"{HEAD}{BODY}\n\ng = jax.jit(f)\n": f'{HEAD}{BODY}\n\ng = jax.jit(f, static_argnames="n")\n',
    f"{HEAD}g = jax.jit(lambda n: jnp.zeros(n))\n": (
        f'{HEAD}g = jax.jit(lambda n: jnp.zeros(n), static_argnames="n")\n'
    ),
    partial('static_argnames="m"'): partial('static_argnames=("m", "n")'),
    partial('static_argnames=["m"]'): partial('static_argnames=("m", "n")'),
    partial("static_argnums=2"): partial("static_argnums=(2, 1)"),
    partial("donate_argnums=0"): partial('donate_argnums=0, static_argnames="n"'),
    JITTED.replace("jnp.zeros(n)", "sum(range(n))"): STATIC.replace(
        "jnp.zeros(n)", "sum(range(n))"
    ),
    JITTED.replace("jnp.zeros(n) +", "x[:n] *"): STATIC.replace("jnp.zeros(n) +", "x[:n] *"),
    JITTED.replace("import functools\n", ""): STATIC.replace(
        "import functools\nimport math", "import math"
    ).replace("import math\n", "import functools\nimport math\n"),
}

LEFT = [
    f"{JITTED}\n\nf(1.0, jnp.int32(3))\n",
    f"{JITTED}\n\nf(1.0, n=np.int32(3))\n",
    f"{JITTED}\n\nf(1.0, [3, 3])\n",
    f"{JITTED}\n\nfor i in range(99):\n    f(1.0, i)\n",  # which would compile 99 times
    JITTED.replace("jnp.zeros(n)", "jnp.zeros(n.astype(int))"),
    JITTED.replace("jnp.zeros(n)", "jnp.zeros(n[0])"),
    JITTED.replace("jnp.zeros(n)", "x[: jnp.argmax(x)]"),
    JITTED.replace("jnp.zeros(n)", "jnp.zeros(jnp.sum(n))"),
    JITTED.replace("jnp.zeros(n)", "np.ones(3)[n > 0]"),
    f"{HEAD}{BODY}\n\ng = jax.vmap(f)\n",
    f"{HEAD}{BODY}\n\noptions = {{}}\ng = jax.jit(f, **options)\n",
]


@pytest.mark.parametrize("before", MADE)
def test_a_parameter_that_python_needs_is_made_static(before: str, tmp_path: Path) -> None:
    assert mended_text(before, tmp_path, unsafe=True) == MADE[before]


@pytest.mark.parametrize("text", LEFT)
def test_what_may_be_an_array_stays_traced(text: str, tmp_path: Path) -> None:
    assert mended_text(text, tmp_path, unsafe=True) == text


TEXTS = f"{HEAD}@jax.jit\ndef f(x, how):\n    return x\n\n\n"


@pytest.mark.parametrize("given", ['"mean"', "jnp.sin", "len"])
def test_what_cannot_be_traced_is_made_static(given: str, tmp_path: Path) -> None:
    after = mended_text(f"{TEXTS}f(1.0, {given})\n", tmp_path, unsafe=True)
    assert '@functools.partial(jax.jit, static_argnames="how")' in after


@pytest.mark.parametrize("given", ['{"a"}', '["a"]', "lambda v: v", "object()"])
def test_what_has_no_lasting_hash_is_not(given: str, tmp_path: Path) -> None:
    text = f"{TEXTS}f(1.0, {given})\n"
    assert mended_text(text, tmp_path, unsafe=True) == text
