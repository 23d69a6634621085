"""Shapes that cannot be combined: JAX refuses them in each function that jitlint speaks of."""

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from jitlint.check.pipeline import check
from jitlint.interpreter.avals.table import entries
from jitlint.interpreter.avals.unfit import BROADCASTING

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
# Reads names, and prints those which combine arrays of three, but do not refuse three and four.
ASKED = """
import importlib, json, sys, warnings
import jax, jax.numpy as jnp
warnings.simplefilter("ignore")
def works(name, count, sizes, dtype):
    module, _, last = name.rpartition(".")
    function = getattr(importlib.import_module(module), last)
    try:
        jax.eval_shape(function, *[jax.ShapeDtypeStruct((n,), dtype) for n in sizes])
    except (TypeError, ValueError):
        return False
    return True
wrong, asked = [], 0
for name, count in json.load(sys.stdin):
    for dtype in (jnp.float32, jnp.int32, jnp.bool_):
        if works(name, count, (3,) * count, dtype):
            asked += 1
            wrong += [name] if works(name, count, (3,) * (count - 1) + (4,), dtype) else []
print(json.dumps([wrong, asked]))
"""


def test_each_function_whose_operands_are_broadcast_refuses_those_that_cannot_be() -> None:
    table = {n: p for n, (word, p) in entries().items() if word in BROADCASTING and len(p) > 1}
    names = [(name, len(p)) for name, p in table.items() if "Array" not in name]
    command = [PYTHON, "-c", ASKED]
    done = subprocess.run(
        command, input=json.dumps(names), capture_output=True, text=True, check=True
    )
    wrong, asked = json.loads(done.stdout)
    assert wrong == []
    assert asked > len(names)


# Programs of one expression over arrays of these shapes, of which JAX refuses some.
SHAPES = ((), (1,), (3,), (4,), (1, 3), (2, 3))
EXPRESSIONS = (
    "a + b", "a @ b", "a == b", "jnp.dot(a, b)", "jnp.stack([a, b])", "jnp.concatenate([a, b])",
    "jnp.concatenate([a, b], axis=-1)", "a.at[0].set(b)", "a.at[1:].add(b)", "a.reshape(b.shape)",
    "jnp.reshape(a, (2, -1))", "jnp.broadcast_to(a, b.shape)", "jnp.where(a, a, b)",
    "jnp.einsum('ij,jk', a, b)", "jnp.einsum('ij,j->i', a, b)", "jnp.maximum(a, b)",
    "a.at[..., 0].multiply(b)", "jnp.arctan2(a, b)", "jnp.matmul(a, b)", "jnp.inner(a, b)",
)  # fmt: skip
PAIRS = [*product(SHAPES, SHAPES)]
RUN = """
import json, sys
import jax, jax.numpy as jnp
def works(text):
    try:
        jax.eval_shape(lambda: eval(text, {"jnp": jnp, "a": None, "b": None} | made))
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return False
    return True
answers = []
for left, right, text in json.load(sys.stdin):
    made = {"a": jnp.ones(left), "b": jnp.ones(right)}
    answers.append(works(text))
print(json.dumps(answers))
"""
# Of these an index may not fit either, and `inner` is not judged.
LENIENT = ("jnp.inner(a, b)", "a.at[0].set(b)", "a.at[1:].add(b)", "a.at[..., 0].multiply(b)")


@pytest.mark.slow
def test_what_is_said_not_to_fit_is_what_jax_refuses(tmp_path: Path) -> None:
    cases = [(left, right, text) for text in EXPRESSIONS for left, right in PAIRS]
    lines = ["import jax.numpy as jnp"]
    for number, (left, right, text) in enumerate(cases):
        lines.append(f"def f{number}(): a, b = jnp.ones({left}), jnp.ones({right}); return {text}")
    file = tmp_path / "program.py"
    file.write_text("\n".join(lines) + "\n")
    run = check([str(file)])
    found = {each.at.row - 2 for each in run.findings if each.code == "JIT606"}
    command, given = [PYTHON, "-c", RUN], json.dumps(cases)
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    refused = {n for n, works in enumerate(json.loads(done.stdout)) if not works}
    missed = [cases[n] for n in sorted(refused - found)]
    assert [cases[n] for n in sorted(found - refused)] == []
    assert [each for each in missed if each[2] not in LENIENT] == []
