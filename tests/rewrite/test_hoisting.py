"""What is jitted anew on each turn of a loop is jitted once, where that is the same."""

from pathlib import Path

import pytest
from mending import mended, mended_text

HEAD = "import functools\nimport jax\n\n\ndef g(k, v):\n    return k * v\n\n\n"
LOOP = f"{HEAD}def f(x, k):\n"

MOVED = {
    "for i in range(9):\n        x = jax.jit(lambda v: v + k)(x)": (
        "jitted = jax.jit(lambda v: v + k)\n    for i in range(9):\n        x = jitted(x)"
    ),
    "for i in range(9):\n        x = jax.jit(functools.partial(g, k))(x)": (
        "jitted_g = jax.jit(functools.partial(g, k))\n"
        "    for i in range(9):\n        x = jitted_g(x)"
    ),
    "# why\n    for i in range(9):\n        h = jax.jit(jax.grad(g))  # of k\n"
    "        x = h(x, k)": (
        "h = jax.jit(jax.grad(g))  # of k\n"
        "    # why\n    for i in range(9):\n        x = h(x, k)"
    ),
    "for i in range(9):\n        @jax.jit\n        def h(v):\n            return g(2, v)\n\n"
    "        x = h(x)": (
        "@jax.jit\n    def h(v):\n        return g(2, v)\n\n"
        "    for i in range(9):\n        x = h(x)"
    ),
    "jitted = 1\n    return jitted, [jax.jit(lambda v: v + 1)(y) for y in [x, x]]": (
        "jitted = 1\n    jitted_2 = jax.jit(lambda v: v + 1)\n"
        "    return jitted, [jitted_2(y) for y in [x, x]]"
    ),
}  # fmt: skip


@pytest.mark.parametrize("before", MOVED)
def test_what_does_not_change_is_made_before_the_loop(before: str, tmp_path: Path) -> None:
    after = mended_text(f"{LOOP}    {before}\n", tmp_path, unsafe=True)
    assert after == f"{LOOP}    {MOVED[before]}\n"


LEFT = [
    "x = jax.jit(lambda v: v + i)(x)",
    "x = jax.jit(lambda v: v + k)(x); k = k + 1",
    "x = jax.jit(lambda v: v + k[0])(x); k[0] = i",
    "x = jax.jit(lambda v: k.scale(v))(x)",
    "x = jax.jit(lambda v: v + k.rate)(x)",
    "x = jax.jit(lambda v, k=i: v + k)(x)",
    "x = jax.jit(lambda v: v + RATES[0])(x)",
    "x = jax.jit(functools.partial(g, made()))(x)",
    "x = jax.jit(lambda v: v + shared())(x)",
    "def h(v):\n            return v + i\n\n        x = jax.jit(h)(x)",
    'def h(v):\n            """One.\n\n            Two."""\n            return v\n\n'
    "        x = jax.jit(h)(x)",
]  # fmt: skip


@pytest.mark.parametrize("turn", LEFT)
def test_what_may_be_another_one_on_each_turn_stays(turn: str, tmp_path: Path) -> None:
    rest = "RATES = [1.0]\n\n\ndef shared():\n    return RATES[0]\n\n\n"
    text = f"{HEAD}{rest}def f(x, k):\n    for i in range(9):\n        {turn}\n    return x\n"
    assert left_with_findings(text, tmp_path) == text


def left_with_findings(text: str, folder: Path) -> str:
    path = folder / "program.py"
    path.write_text(text)
    done = mended(path, unsafe=True)
    assert "JIT301" in {each.code for each in done.run.findings}
    return done.files.get(str(path), path.read_bytes()).decode()


def test_a_closure_over_a_name_of_the_loop_stays(tmp_path: Path) -> None:
    text = (
        f"{LOOP}    def h(v):\n        return v + k\n\n    for k in range(9):\n"
        "        x = jax.jit(jax.grad(h))(x)\n    return x\n"
    )
    assert left_with_findings(text, tmp_path) == text


def test_a_function_that_a_loop_calls_reads_what_is_made_beside_it(tmp_path: Path) -> None:
    loop = "\n\ndef loops(x):\n    for _ in range(9):\n        x = f(x, 1)\n    return x\n"
    before = f"{LOOP}    return jax.jit(lambda v: g(2, v))(x)\n{loop}"
    after = before.replace("jax.jit(lambda v: g(2, v))(x)", "jitted_f(x)")
    made = "jitted_f = jax.jit(lambda v: g(2, v))\n\n\ndef f("
    assert mended_text(before, tmp_path, unsafe=True) == after.replace("def f(", made)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n", b"\r\n"),
        (b"    ", b"\t"),
        (b"import functools\n", b"\xef\xbb\xbfimport functools\n"),
        (b"import functools\n", b"# coding: latin-1\n# \xe9\nimport functools\n"),
        (b"def f", b"\x0c\ndef f"),
    ],
)
def test_all_other_bytes_stay(old: bytes, new: bytes, tmp_path: Path) -> None:
    before, after = next(iter(MOVED.items()))
    path = tmp_path / "program.py"
    path.write_bytes(f"{LOOP}    {before}\n".encode().replace(old, new))
    done = mended(path, unsafe=True).files[str(path)]
    assert done == f"{LOOP}    {after}\n".encode().replace(old, new)
