"""Loops on traced values are run by JAX, where what they bind keeps its shape."""

from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import pytest
from mending import mended, mended_text
from test_structural import INPUTS, alike, formatted, names_of

from benchmarks.rewrites import control_flow

COUNT = 10
HEAD = "import jax\nimport jax.numpy as jnp\n\n\n@jax.jit\ndef f(x, v, n):\n"

RUN_BY_JAX = {
    "while x < 9:\n        x = x * 2\n": (
        "x = jax.lax.while_loop(lambda x: x < 9, lambda x: x * 2, x)\n"
    ),
    "while 0 < x < n:  # why\n        x *= 1.5\n": (
        "# why\n    x = jax.lax.while_loop(\n"
        "        lambda x: jnp.logical_and(0 < x, x < n),\n"
        "        lambda x: x * 1.5,\n        1.0 * x,\n    )\n"
    ),
    "for i in range(1, n + 1):\n        v = v - i\n": (
        "v = jax.lax.fori_loop(1, n + 1, lambda i, v: v - i, v)\n"
    ),
    "i = 0.5\n    while i < n:\n        x = -x\n        i += 1.5\n": (
        "i = 0.5\n\n    def running(carry):\n        x, i = carry\n        return i < n\n\n"
        "    def body(carry):\n        x, i = carry\n        return -x, i + 1.5\n\n"
        "    x, i = jax.lax.while_loop(running, body, (x, i))\n"
    ),
}


@pytest.mark.parametrize("loop", RUN_BY_JAX)
def test_a_loop_is_run_by_jax(loop: str, tmp_path: Path) -> None:
    after = mended_text(f"{HEAD}    {loop}    return x\n", tmp_path, unsafe=True)
    assert after == f"{HEAD}    {RUN_BY_JAX[loop]}    return x\n"


LEFT = [
    "while x < n:\n        x = x + v",  # of another shape
    "while x < n:\n        x = v.sum()",
    "while x < n:\n        x = x * 2\n        g(x)",
    "while x < n:\n        x = x * 2\n    else:\n        n = x",
    "while x < n:\n        x = x * 2  # type: ignore",
    "while x < n:\n        x = x * 2\n        break",
    "while x < n:\n        x = x * 2\n        n = x",  # which is of another turn
    "while x < n:\n        x = x * 2\n        y = 1.0",  # unbound if there is no turn
    "while g(x) < n and x < n:\n        x = x * 2",
]

OF_A_STATIC_LENGTH = [
    "for i in range(n):\n        x = x * 2\n    x = x + i",
    "for i in range(0, n, 2):\n        x = x * 2",
    "for x in range(n):\n        x = x * 2",
    "for i in range(n):\n        x = x @ x",
    "for i in range(n):\n        x = jnp.mean(x)",
]


@pytest.mark.parametrize("loop", LEFT)
def test_a_loop_that_may_do_more_is_left_to_the_reader(loop: str, tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(f"{HEAD}    {loop}\n    return x\n")
    done = mended(path, unsafe=True)
    assert {each.code for each in done.run.findings} & {"JIT101", "JIT104"}
    assert done.files == {}


@pytest.mark.parametrize("loop", OF_A_STATIC_LENGTH)
def test_a_loop_that_may_do_more_keeps_its_text_and_gets_a_static_length(
    loop: str, tmp_path: Path
) -> None:
    path = tmp_path / "program.py"
    path.write_text(f"{HEAD}    {loop}\n    return x\n")
    done = mended(path, unsafe=True)
    text = done.files[str(path)].decode()
    assert f"    {loop}\n    return x\n" in text
    assert 'static_argnames="n"' in text


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    path = tmp_path_factory.mktemp("generated") / "program.py"
    path.write_text(control_flow.program(control_flow.LOOPS, COUNT, seed=17))
    assert formatted(path).returncode == 0
    before = path.read_text()
    path.write_bytes(mended(path, unsafe=True).files[str(path)])
    return before, path.read_text()


def test_generated_loops_give_the_same_results_and_slopes(texts: tuple[str, str]) -> None:
    before, after = map(names_of, texts)
    for point in [tuple(map(jnp.float32, each)) for each in INPUTS]:
        for name in [f"f{number}" for number in range(COUNT)]:
            with jax.disable_jit():
                wanted = value_and_slopes(before[name], point)
            assert alike(wanted, value_and_slopes(after[name], point)), (name, point)


def value_and_slopes(function: Any, point: tuple[Any, ...]) -> Any:
    """Returns what can be differentiated forwards, as all loops of JAX can be."""
    slopes = [jax.jvp(function, point, along)[1] for along in ((1.0, 0.0), (0.0, 1.0))]
    return function(*point), *slopes


def test_no_loop_is_left_and_the_layout_stays(texts: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(texts[1])
    assert formatted(path, "--check").returncode == 0
    again = mended(path, unsafe=True)
    assert (again.run.findings, again.files) == ((), {})
