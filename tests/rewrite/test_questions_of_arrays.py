"""Rewrites of what Python asks of arrays: masks as indices, keys of dicts, `in` and `max`."""

from pathlib import Path

import pytest
from meant import Case, put_right
from mending import HEAD, mended_text

X = "jnp.array([-1.0, 0.5, 2.0])"


def of_one(before: str, after: str, meant: str, first: str = "") -> Case:
    """Returns a case of a jitted function of `x`, one line of which is rewritten."""
    body = f"{first}    return {before}\n"
    text = f"{HEAD}@jax.jit\ndef f(x):\n{body}"
    return Case(text, {f"return {before}": f"return {after}"}, f"f({X})", meant)


MASK = "    mask = x < 0\n"
TOTAL = "    y = jnp.sum(x)\n"
SINE = "    y = jnp.sin(x)\n"
RATES = "RATES = {0: 0.5, 1: 0.25}\n\n\n@jax.jit\ndef f(x):\n    return RATES[x]\n"
CUBE = (
    "@functools.cache\ndef cube(x):\n    return x**3\n\n\n@jax.jit\ndef f(x):\n    return cube(x)\n"
)
CASES = [
    of_one("x[x > 0].sum()", "x.sum(where=x > 0)", "2.5"),
    of_one("jnp.mean(x[~(x < 0)])", "jnp.mean(x, where=~(x < 0))", "1.25"),
    of_one("x[mask].prod()", "x.prod(where=mask)", "-1.0", first=MASK),
    of_one("x.at[x < 0].set(0)", "jnp.where(x < 0, jnp.zeros_like(x), x)", "[0.0, 0.5, 2.0]"),
    of_one(
        "x.at[mask].add(-0.5)",
        "jnp.where(mask, x + jnp.full_like(x, -0.5), x)",
        "[-1.5, 0.5, 2.0]",
        first=MASK,
    ),
    of_one(
        "x.at[x < 0].multiply(2.5)",
        "jnp.where(x < 0, x * jnp.full_like(x, 2.5), x)",
        "[-2.5, 0.5, 2.0]",
    ),
    of_one(
        "jnp.choose(1 * (x[0] < 0), [x, -x])",
        'jnp.choose(1 * (x[0] < 0), [x, -x], mode="clip")',
        "[1.0, -0.5, -2.0]",
    ),
    of_one(
        "sum(v for v in y if v > 0)",
        "jnp.sum(y, where=y > 0)",
        "jnp.sin(0.5) + jnp.sin(2.0)",
        first=SINE,
    ),
    of_one("max(y)", "jnp.max(y)", "jnp.sin(2.0)", first=SINE),
    of_one("min([y, 2 * y])", "jnp.minimum(y, 2 * y)", "1.5", first=TOTAL),
    of_one("2.0 in y", "jnp.any(y == 2.0)", "False", first=SINE),
    of_one("y not in (1, -1.0)", "(y != 1) & (y != -1.0)", "True", first=TOTAL),
    of_one(
        "jax.tree.all([x[0] > 0, True])",
        "jax.tree.reduce(jnp.logical_and, [x[0] > 0, True], True)",
        "False",
    ),
    Case(
        HEAD + RATES,
        {"return RATES[x]": "return jnp.asarray(list(RATES.values()))[x]"},
        "(f(0), f(1))",
        "(0.5, 0.25)",
    ),
    Case(HEAD + CUBE, {"return cube(x)": "return cube.__wrapped__(x)"}, "f(2.0)", "8.0"),
    Case(
        f"{HEAD}y = jax.lax.scan(lambda c, x: (c + x,), 0.0, jnp.ones(3))[0]\n",
        {"(c + x,)": "(c + x, None)"},
        "y",
        "3.0",
    ),
    Case(
        f"{HEAD}y = jax.lax.scan(lambda c, x: (c + x, x, c), 0.0, jnp.ones(2))\n",
        {"x, c)": "(x, c))"},
        "y",
        "(2.0, ([1.0, 1.0], [0.0, 1.0]))",
    ),
    Case(
        f"{HEAD}@jax.jit\ndef f(x):\n    y = 2 * x\n    y.copy_to_host_async()\n    return y\n",
        {"    y.copy_to_host_async()\n": ""},
        "f(1.0)",
        "2.0",
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_jax_answers_what_was_asked(case: Case, tmp_path: Path) -> None:
    put_right(case, tmp_path)


LEFT = [
    "x[x > 0]",
    "x[x > y].sum()",  # of which nothing shows that it is as large
    "x[x[0] > 0].sum()",
    "x[x > 0].max()",  # of none it is refused
    "x.at[x < y].set(0)",
    "x.at[x < 0].set(y)",
    "jnp.choose(y, [x, -x], 0)",
    "sum(v for v in x if v > 0)",  # a list, perhaps
    "sum(v * v for v in jnp.sin(x) if v > 0)",
    "max(x)",
    "2.0 in x",
    "x in (1.0, y)",
]


@pytest.mark.parametrize("before", LEFT)
def test_what_may_be_another_is_left(before: str, tmp_path: Path) -> None:
    text = f"{HEAD}@jax.jit\ndef f(x, y):\n    return {before}\n"
    assert mended_text(text, tmp_path, unsafe=True) == text


OTHER = [
    RATES.replace("1:", "2:"),
    RATES.replace("0.25", "1"),
    RATES.replace("    return", "    RATES.update(x=1)\n    return"),
    RATES.replace("def f(x)", "def f(x, RATES=RATES)"),
    CUBE.replace("return x**3", "return x**3 + np.random.rand()"),
    CUBE.replace("return x**3", "return x + len(SEEN)"),
    CUBE.replace("return x**3", "return x * SCALE"),
]


@pytest.mark.parametrize("text", OTHER)
def test_other_tables_and_functions_are_left(text: str, tmp_path: Path) -> None:
    before = f"{HEAD}SCALE = 2.0\nSEEN = []\n{text}"
    assert mended_text(before, tmp_path, unsafe=True) == before


def test_messages_with_numbers_are_logged_on_each_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{HEAD}@jax.jit\ndef f(x):\n    print('x', 2 * x, end=';')\n    return x\n"
    after = mended_text(text, tmp_path, unsafe=True)
    assert after == text.replace("print('x'", "jax.debug.callback(print, 'x'")
    exec(f"{after}\n\nf(1.0), f(2.0)\njax.effects_barrier()", {})
    assert capsys.readouterr().out == "x 2.0;x 4.0;"
