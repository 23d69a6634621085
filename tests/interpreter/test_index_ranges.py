"""Indices out of range: what JAX gives for each that jitlint reports, and for the others."""

import json
import os
import subprocess
import sys

import pytest

from jitlint.interpreter.avals.indexing import ELLIPSIS, NONE, beyond
from jitlint.interpreter.domain.aval import Aval
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import Sequence, Static, Value

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
# Prints for each index whether NumPy refuses it, and JAX gives an item of the array all the same.
ASKED = """
import json, sys
import numpy as np, jax.numpy as jnp
found = []
for text in json.load(sys.stdin):
    x = np.arange(6.0).reshape(2, 3)
    try:
        eval(f"x[{text}]")
        found.append(False)
    except IndexError:
        x = jnp.asarray(x)
        given, kept = eval(f"x[{text}]"), eval(f"x.at[{text}].set(-1.0)")
        assert bool(jnp.isin(given, x).all()) and bool((kept == x).all()), text
        found.append(True)
x = jnp.arange(4.0)
assert bool(jnp.isnan(jnp.take(x, 4))) and x[9] == 3 and x[-9] == 0
print(json.dumps(found))
"""
PARTS: dict[str, Value] = {
    **{str(n): Static(n, known=True, type="int") for n in (0, 1, 2, 3, -2, -3, -4)},
    "...": ELLIPSIS,
    "None": NONE,
}
INDICES = [
    *[(each,) for each in PARTS],
    *[(a, b) for a in PARTS for b in PARTS if (a, b) != ("...", "...")],
]


def test_an_index_is_reported_exactly_where_numpy_refuses_it() -> None:
    texts = [", ".join(index) for index in INDICES]
    done = subprocess.run(
        [PYTHON, "-c", ASKED], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    aval = Aval((2, 3), "float32", False)
    said = [bool(beyond(aval, _index(index))) for index in INDICES]
    assert said == json.loads(done.stdout)
    assert True in said


@pytest.mark.parametrize("shape", [None, (None, 3)])
def test_nothing_is_said_of_sizes_that_are_not_known(shape: tuple[int | None, ...] | None) -> None:
    assert beyond(Aval(shape, "float32", False), PARTS["3"]) == ""


def _index(parts: tuple[str, ...]) -> Value:
    found = [PARTS[each] for each in parts]
    return found[0] if len(found) == 1 else Sequence("tuple", found, UNKNOWN, 0)
