"""Loops that collect arrays become `jax.lax.scan` or `jax.lax.map`, with what JAX gave before."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from mending import mended, mended_text
from test_structural import formatted, names_of

from jitlint.check.api import check
from jitlint.config.resources import Resources
from jitlint.config.settings import Settings
from jitlint.rewrite.structural import Known, with_rewrites

SETTINGS = Settings([], resources=Resources(cached=False))
LONG, SHORT = "500", "6"
HEAD = "import jax\nimport jax.numpy as jnp\n\n\n@jax.jit\ndef f(w, h, xs):\n"
TAIL = f"\n\nf(jnp.ones((2, 2)), jnp.zeros(2), jnp.ones(({LONG}, 2)))\n"

COLLECTED = {
    """
    ys = []
    for row in xs:
        ys.append(jnp.sin(row) * 2)
    return jnp.stack(ys)
""": """
    ys = jax.lax.map(lambda row: jnp.sin(row) * 2, xs)
    return ys
""",
    """
    # what is said of the list
    states = []
    for row in xs:  # one step a row
        # of a layer
        h = jnp.tanh(w @ h + row)

        states.append(h)  # kept
    # all of them
    states = jnp.stack(states)

    return states.sum(), h
""": """
    # what is said of the list
    # one step a row
    def body(h, row):
        # of a layer
        h = jnp.tanh(w @ h + row)

        return h, h  # kept

    h, states = jax.lax.scan(body, h, xs)
    # all of them

    return states.sum(), h
""",
    """
    scale = w.sum()
    ys = []
    total = 0

    for i in range(len(xs)):
        ys.append(total)
        part = xs[i].sum() * scale
        total = total + part / 2
    return jnp.asarray(ys), h
""": """
    scale = w.sum()
    total = 0

    def body(total, row):
        y = total
        part = row.sum() * scale
        total = total + part / 2
        return total, y

    _, ys = jax.lax.scan(body, total, xs)
    return ys, h
""",
    """
    first = []
    second = []
    best = -1.0
    for i in range(xs.shape[0]):
        h = h * 0.5 + xs[i]
        best = jnp.maximum(best, xs[i].max())
        first.append(h - best)
        second.append(best)
    return jnp.stack(first).mean(), jnp.array(second), best
""": """
    best = -1.0

    def body(carry, row):
        h, best = carry
        h = h * 0.5 + row
        best = jnp.maximum(best, row.max())
        y = h - best
        return (h, best), (y, best)

    (h, best), (first, second) = jax.lax.scan(body, (h, best), xs)
    return first.mean(), second, best
""",
    f"""
    ys = []
    for _ in range({LONG}):
        ys.append(h)
        h = jnp.cos(h) * 0.5
    return jnp.stack(ys)
""": f"""
    def body(h, _):
        y = h
        h = jnp.cos(h) * 0.5
        return h, y

    _, ys = jax.lax.scan(body, h, None, length={LONG})
    return ys
""",
    """
    total = 0.0
    for row in xs * 2:
        total += (row @ w).sum()
    return total
""": """
    total = 0.0

    def body(total, row):
        total += (row @ w).sum()
        return total, None

    total, _ = jax.lax.scan(body, total, xs * 2)
    return total
""",
    """
    ys = []
    zs = []
    for row in xs:
        ys.append(row.sum())
        zs.append(row - h)
    return {"a": jnp.stack(ys), "b": jnp.stack(zs), "c": jnp.stack(ys) * 2}
""": """
    def body(row):
        y = row.sum()
        return y, row - h

    ys, zs = jax.lax.map(body, xs)
    return {"a": ys, "b": zs, "c": ys * 2}
""",
}


@pytest.mark.parametrize("before", COLLECTED)
def test_a_loop_that_collects_is_run_by_jax(before: str, tmp_path: Path) -> None:
    text = f"{HEAD}{before[1:]}{TAIL}"
    after = mended_text(text, tmp_path, unsafe=True)
    assert after == f"{HEAD}{COLLECTED[before][1:]}{TAIL}"
    assert_alike(text, after)
    path = tmp_path / "program.py"
    for each in (text, after):
        path.write_text(each)
        assert formatted(path, "--check").returncode == 0
    again = mended(path, unsafe=True)
    assert (again.run.findings, again.files) == ((), {})


def assert_alike(before: str, after: str) -> None:
    """Asserts that two programs give arrays of the same types, values and slopes."""
    old, new = (names_of(text.replace(LONG, SHORT))["f"] for text in (before, after))
    for dtype in (jnp.float32, jnp.bfloat16):
        point = [each.astype(dtype) for each in arguments()]
        wanted, found = old(*point), new(*point)
        assert types(wanted) == types(found)
        assert_close(wanted, found, 1e-5 if dtype == jnp.float32 else 0.1)
    assert_close(slopes_of(old), slopes_of(new), 1e-4)


def slopes_of(function: Any) -> Any:
    slopes: Any = jax.grad(lambda w, h, xs: size(function(w, h, xs)), (0, 1, 2))
    return slopes(*arguments())


def arguments() -> list[Any]:
    dice = np.random.default_rng(17)
    shapes: list[tuple[int, ...]] = [(2, 2), (2,), (int(SHORT), 2)]
    return [jnp.float32(dice.normal(size=shape)) for shape in shapes]


def types(tree: Any) -> Any:
    return [(leaf.shape, leaf.dtype, leaf.weak_type) for leaf in leaves(tree)]


def leaves(tree: Any) -> list[Any]:
    return [*jax.tree.leaves(tree)]


def size(tree: Any) -> Any:
    return sum(jnp.sum(jnp.sin(leaf)) for leaf in leaves(tree))


def assert_close(wanted: Any, found: Any, within: float) -> None:
    for a, b in zip(leaves(wanted), leaves(found), strict=True):
        np.testing.assert_allclose(
            np.asarray(a, "float32"), np.asarray(b, "float32"), rtol=within, atol=within
        )


STACKED = "    return jnp.stack(ys)\n"
LEFT = [
    "for row in xs:\n        ys.append(row)\n        ys.append(row * 2)",  # two rows a turn
    "for row in xs:\n        if SKIP:\n            continue\n        ys.append(row * 2)",
    "for row in xs:\n        h = h + row\n        if SKIP:\n            ys.append(h)",
    "for row in xs:\n        ys.append(row * 2)\n        if SKIP:\n            break",
    "for row in xs:\n        h = h + row\n        print(h.shape)\n        ys.append(h)",
    "for row in xs:\n        h = h + SCALES[len(ys)]\n        ys.append(h)",
    "for row in xs:\n        h = h + row\n        ys.append(h)\n        h = ys[-1]",
    "for row in xs:\n        h = h + row\n        ys.append(h)\n    ys.append(h)",
    "for row in xs:\n        h = h + row\n        ys.append(h)\n    keep(ys)",
    "for row in xs:\n        h = h + row\n        ys.append(h)\n    else:\n        h = h * 2",
    "for row in xs:\n        h = h + row\n        ys.append((h, h))",  # stacked by another axis
    "for row in xs:\n        h = h + row\n        ys.append(h)\n    h = h + row",
    "for row in xs:\n        h = h + row\n        ys.append(h)\n    h = jnp.stack(ys, axis=1)",
    "for row in xs:\n        row = row * 2\n        ys.append(row)",
    "for row in xs:\n        h = h @ w + row[0]\n        ys.append(h * SCALE['a'])",
    "n = 0\n    for row in xs:\n        n += 1\n        ys.append(row * 2)\n    h = n",
    "t = 0.0\n    for row in xs:\n        t = t + row\n        ys.append(t)",  # of another shape
    "t = 0.0\n    for row in xs:\n        ys.append(t)\n        t = row.sum() + t * h",
    "t = jnp.int32(0)\n    for row in xs:\n        t = t + row.sum()\n        ys.append(t)",
    "for i in range(len(xs)):\n        ys.append(xs[i] * i)",  # a counter of another type
    "for i in range(len(xs)):\n        ys.append(xs[i] + xs[i - 1])",
    "for i in range(1, 501):\n        ys.append(xs[i] * 2)",
    "for i in range(500):\n        ys.append(xs[i] * 2)",  # which has more rows, perhaps
    "for row in xs:  # noqa: B007\n        ys.append(row * 2)",
    "for row in xs:\n        ys.append(row * 2)  # type: ignore",
    "zs = ys\n    for row in xs:\n        ys.append(row * 2)",
    "if SKIP:\n        ys = [h]\n    for row in xs:\n        ys.append(row * 2)",
    "for row in xs:\n        k = row * 2\n        ys.append(k)\n    h = k",  # perhaps unbound
]


@pytest.mark.parametrize("loop", LEFT)
def test_a_loop_that_may_do_more_is_left_to_the_reader(loop: str, tmp_path: Path) -> None:
    globals_ = "SKIP, SCALE, SCALES = False, {'a': 2.0}, range(500)\n\n\n"
    text = f"{HEAD}    ys = []\n    {loop}\n{STACKED}{TAIL}".replace(
        "@jax.jit", f"{globals_}@jax.jit"
    )
    path = tmp_path / "program.py"
    path.write_text(text)
    done = mended(path, unsafe=True)
    assert "JIT304" in [each.code for each in done.run.findings]
    assert done.files == {}


@pytest.mark.parametrize(
    ("start", "declared"), [("ys = [h]", ""), ("ys = list()", ""), ("ys = []", "    global ys\n")]
)
def test_only_a_new_list_of_the_function_is_collected(
    start: str, declared: str, tmp_path: Path
) -> None:
    loop = f"{declared}    {start}\n    for row in xs:\n        ys.append(row * 2)\n"
    text = f"{HEAD}{loop}{STACKED}{TAIL}"
    assert mended_text(text, tmp_path, unsafe=True) == text


def test_a_carry_of_weak_type_takes_the_type_of_its_first_turn(tmp_path: Path) -> None:
    loop = "    t = 0\n    for row in xs:\n        ys.append(t)\n        t = t + row.sum()\n"
    text = f"{HEAD}    ys = []\n{loop}{STACKED}{TAIL}"
    after = mended_text(text, tmp_path, unsafe=True)
    assert "jax.lax.scan(body, t, xs)" in after
    assert_alike(text, after)


def test_a_loop_in_a_loop_takes_its_names_from_the_turn_before(tmp_path: Path) -> None:
    inner = "        for row in xs:\n            h = h + row\n            ys.append(h)\n"
    loop = f"    for _ in range(2):\n        ys = []\n{inner}        w = w + jnp.stack(ys).sum()\n"
    text = f"{HEAD}{loop}    return w\n{TAIL}"
    after = mended_text(text, tmp_path, unsafe=True)
    assert "h, ys = jax.lax.scan(body, h, xs)" in after
    assert_alike(text, after)


CALLED_TWICE = """\
import jax
import jax.numpy as jnp


def states(h, xs):
    ys = []
    for row in xs:
        h = jnp.tanh(h + row)
        ys.append(h)
    return jnp.stack(ys)


@jax.jit
def f(xs):
    return states(FIRST, xs)


@jax.jit
def g(xs):
    return states(SECOND, xs)


f(jnp.ones((500, 2)))
g(jnp.ones((500, 2)))
"""


ZEROS = "jnp.zeros(2)"


@pytest.mark.parametrize(
    ("first", "second", "is_run_by_jax"),
    [
        (ZEROS, "jnp.ones(2)", True),
        (ZEROS, "jnp.zeros(2, int)", False),
        ("jnp.zeros(2, int)", ZEROS, False),
    ],
)
def test_each_call_of_a_loop_keeps_the_types_of_what_is_carried(
    first: str, second: str, is_run_by_jax: bool, tmp_path: Path
) -> None:
    program = CALLED_TWICE.replace("FIRST", first).replace("SECOND", second)
    after = mended_text(program, tmp_path, unsafe=True)
    assert ("jax.lax.scan" in after) == is_run_by_jax
    assert (after == program) != is_run_by_jax


def test_a_rewrite_is_asked_again_where_a_loop_no_longer_keeps_its_types(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(CALLED_TWICE.replace("FIRST", ZEROS).replace("SECOND", ZEROS))
    known: Known = {}
    [found] = with_rewrites(check([str(path)], SETTINGS), known).findings
    assert found.fix
    run = check([str(path)], SETTINGS)
    changed = tuple(replace(each, keeps=()) for each in run.findings)
    [found] = with_rewrites(replace(run, findings=changed), known).findings
    assert not found.fix
