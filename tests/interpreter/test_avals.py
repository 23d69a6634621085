"""The types of arrays: what jitlint says of the names of generated functions is what JAX says."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from jitlint.check.pipeline import check
from jitlint.check.types import types_of
from jitlint.interpreter.domain.aval import Aval, written

PROGRAMS = Path(__file__).parent / "aval_programs.py"
PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
Said = tuple[Sequence[int], str, bool]


def told(aval: Aval, said: Said) -> str:
    """Says how much is known of a type: `completely`, `in part`, `not`, or something `else`."""
    shape, dtype, weak = said
    if (aval.dtype and aval.dtype != dtype) or (aval.weak is not None and aval.weak != weak):
        return "else"
    if aval.shape is not None:
        pairs = zip(aval.shape, shape, strict=False)
        if len(aval.shape) != len(shape) or any(a not in (None, b) for a, b in pairs):
            return "else"
    parts = [aval.shape is not None and None not in aval.shape, aval.dtype, aval.weak is not None]
    if all(parts):
        return "completely"
    return "in part" if any(parts) or aval.shape is not None else "not"


def compare(directory: Path, seed: int, count: int) -> tuple[Counter[str], list[str]]:
    """Returns how often names are known how well, and each contradiction in words."""
    command = [PYTHON, str(PROGRAMS), str(seed), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    tally, wrong = Counter[str](), list[str]()
    functions = json.loads(done.stdout)
    file = directory / "generated.py"
    text = "\n\n".join(["import jax\nimport jax.numpy as jnp", *(f["text"] for f in functions)])
    file.write_text(text + "\n")
    bound, lines = types_of(str(file)), [*map(str, text.splitlines())]
    for number, each in enumerate(functions):
        first = lines.index(f"def f{number}():") + 2
        for row, (name, said) in enumerate(each["avals"].items(), first):
            found = bound.get((row, name), Aval())
            how = told(found, said)
            tally[how] += 1
            if how == "else":
                wrong.append(f"{each['text']}\n{lines[row - 1]}: {said}, not {written(found)}")
    return tally, wrong


def test_what_is_said_of_the_types_of_generated_functions_is_what_jax_says(tmp_path: Path) -> None:
    tally, wrong = compare(tmp_path, seed=3, count=40)
    assert wrong == []
    assert tally["not"] < 0.2 * tally.total()


@pytest.mark.slow
def test_nothing_that_is_said_of_500_generated_functions_is_wrong(tmp_path: Path) -> None:
    tally, wrong = compare(tmp_path, seed=4, count=500)
    assert wrong == []
    assert tally["not"] < 0.2 * tally.total()


NEGATIVE = """
import jax
import jax.numpy as jnp


@jax.jit
def noise(key, x):
    y = jax.random.normal(key, (-1,))
    return y[None, :], y[:2] + x, jnp.zeros((3, -2))[:, ::2]
"""


def test_an_array_of_a_negative_size_ends_no_analysis(tmp_path: Path) -> None:
    """JAX raises there; how long a slice of it would be is not asked."""
    (tmp_path / "negative.py").write_text(NEGATIVE)
    assert check([str(tmp_path)]).notes == ()
    done = subprocess.run(
        [PYTHON, "-c", f"{NEGATIVE}\nnoise(jax.random.key(0), 1.0)"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "negative" in done.stderr
