"""Structural rewrites: results and slopes are those of the same code without jit."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from mending import mended, mended_text

from benchmarks.rewrites import control_flow

INPUTS = [(-2.0, -1.3), (-0.4, 2.2), (0.3, 0.6), (1.7, -1.3), (1.7, 2.2), (-0.4, -1.3)]


def formatted(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ruff", "format", "--isolated", *options, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def names_of(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(text, "program.py", "exec"), names)
    return names


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    path = tmp_path_factory.mktemp("generated") / "program.py"
    path.write_text(control_flow.program(control_flow.BRANCHES, 60, seed=17))
    assert formatted(path).returncode == 0
    before = path.read_text()
    path.write_bytes(mended(path, unsafe=True).files[str(path)])
    return before, path.read_text()


def test_generated_functions_give_the_same_results_and_slopes(texts: tuple[str, str]) -> None:
    before, after = (functions_of(text) for text in texts)
    together = jax.jit(lambda *point: [value_and_slopes(each)(*point) for each in after])
    for point in [tuple(map(jnp.float32, each)) for each in INPUTS]:
        with jax.disable_jit():
            wanted = [value_and_slopes(each)(*point) for each in before]
        pairs = zip(wanted, together(*point), strict=True)
        assert [number for number, pair in enumerate(pairs) if not alike(*pair)] == []


def functions_of(text: str) -> list[Any]:
    names = names_of(text)
    return [names[f"f{number}"] for number in range(60)]


def value_and_slopes(function: Any) -> Any:
    return jax.value_and_grad(function, (0, 1))


def alike(wanted: Any, found: Any) -> bool:
    return all(map(close, jax.tree.leaves(wanted), jax.tree.leaves(found)))


def close(wanted: Any, found: Any) -> bool:
    same_shape = np.shape(wanted) == np.shape(found)
    return same_shape and np.allclose(wanted, found, rtol=1e-4, atol=1e-5, equal_nan=True)


def test_nothing_is_left_and_the_layout_stays(texts: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(texts[1])
    assert formatted(path, "--check").returncode == 0
    again = mended(path, unsafe=True)
    assert (again.run.findings, again.files) == ((), {})


HEAD = "import jax\nimport jax.numpy as jnp\n\n@jax.jit\ndef f(x, v, n):\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("return 1 if x > 0 else 2", "return jnp.where(x > 0, 1, 2)"),
        ("return -v if v.sum() > 0 else v", "return jnp.where(v.sum() > 0, -v, v)"),
        (
            "return jnp.exp(x) if x < 0 else 1",
            "return jax.lax.cond(x < 0, lambda: jnp.exp(x), lambda: 1.0)",
        ),
        (
            "if x > 0:\n        return x, 1.0\n    return -x, x",
            "return jax.lax.cond(x > 0, lambda: (x, 1.0), lambda: (-x, x))",
        ),
        (
            "if x > 0:  # why\n        x -= 2\n    return x",
            "# why\n    x = jnp.where(x > 0, x - 2, x)\n    return x",
        ),
        ("return x * (not x > 0)", "return x * jnp.logical_not(x > 0)"),
    ],
)  # fmt: skip
def test_a_choice_is_made_by_jax(before: str, after: str, tmp_path: Path) -> None:
    assert mended_text(f"{HEAD}    {before}\n", tmp_path, unsafe=True) == f"{HEAD}    {after}\n"


@pytest.mark.parametrize(
    "line",
    [
        "return v if x > 0 else n",  # of which nothing shows that they are numbers
        "return -v if x > 0 else 0.0",  # of another shape
        "return -v if v.sum() > 0 else 1.0",
        "return v[n] if x > 0 else v[0]",
        "return g(x) if x > 0 else x",
        "return x if x > 0 else None",
        "return jnp.exp(x) if x > 0 else n + 1",
        "return jnp.sqrt(x - 1.5) * (x < 2 and n)",  # no bool where it is a number
        "return -x if n and x > 0 else x",  # a list, perhaps
        "return -x if n is None or x > n else x",
        "if x > 0:\n        x = 1.0\n        n = x\n    return x",
        "if x > 0:\n        g(x)\n        x = 1.0\n    return x",
        "if x > 0:\n        y = 1.0\n    return x",
        "if x > 0:\n        return 1.0  # type: ignore\n    return x",
        "try:\n        return 1.0 if x > 0 else (yield)\n    finally:\n        pass",
    ],
)
def test_what_may_differ_is_left_to_the_reader(line: str, tmp_path: Path) -> None:
    text = f"{HEAD}    {line}\n"
    assert mended_text(text, tmp_path, unsafe=True) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n", b"\r\n"),
        (b"    ", b"\t"),
        (b"import jax\n", b"\xef\xbb\xbfimport jax\n"),
        (b"import jax\n", b"# coding: latin-1\n# \xe9\nimport jax\n"),
        (b"def f", b"\x0c\ndef f"),
        (b"= x", "= x  # ä\n    ü = 1.5".encode()),
    ],
)
def test_all_other_bytes_stay(old: bytes, new: bytes, tmp_path: Path) -> None:
    before = b"import jax\n\n\ndef f(x):\n    y = x\n    if x > 0:\n        y = -x\n    return y\n"
    before += b"\n\njax.jit(f)(1.0)\n"
    after = before.replace(b"if x > 0:\n        y = -x", b"y = jax.numpy.where(x > 0, -x, y)")
    path = tmp_path / "program.py"
    path.write_bytes(before.replace(old, new))
    assert mended(path, unsafe=True).files[str(path)] == after.replace(old, new)


def test_what_libcst_cannot_follow_is_left_as_it_is(tmp_path: Path) -> None:
    text = f"{HEAD}    return 1.0 if x > 0 else 2.0\n\n\nDEEP = '{'(' * 300}'\n"
    assert mended_text(text, tmp_path, unsafe=True) == text
