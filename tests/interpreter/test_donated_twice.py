"""An array that is donated and read: jitlint tells of each call that JAX refuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jitlint.check.pipeline import check

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
PROGRAM = """\
import jax
import jax.numpy as jnp
import numpy as np
x = jnp.ones(3)
z = {alias}
y = jax.jit(lambda a, b: {body}, {option})({arguments})
"""
CALLS = [
    *[("x", "a + 2.0 * b", f"donate_argnums={n}", "x, x") for n in ("0", "1", "(0, 1)")],
    ("x", "a + 2.0 * b", "donate_argnames='a'", "a=x, b=x"),
    ("x", "a + 2.0 * b", "donate_argnames=('b',)", "x, b=x"),
    ("x", "a + 2.0 * b", "static_argnums=()", "x, x"),
    ("x", "jnp.sin(a) * b", "donate_argnums=0", "x, x"),
    ("x", "(a * b).sum()", "donate_argnums=0", "x, x"),
    ("x", "a > b", "donate_argnums=0", "x, x"),
    ("x", "a * 2.0", "donate_argnums=0", "x, x"),
    ("x", "a * b.shape[0]", "donate_argnums=0", "x, x"),
    ("x.copy()", "a + 2.0 * b", "donate_argnums=0", "x, z"),
    ("np.ones(3, np.float32)", "a + 2.0 * b", "donate_argnums=0", "z, z"),
]


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_call_is_reported_exactly_where_jax_refuses_it(
    call: tuple[str, str, str, str], tmp_path: Path
) -> None:
    alias, body, option, arguments = call
    file = tmp_path / "program.py"
    file.write_text(PROGRAM.format(alias=alias, body=body, option=option, arguments=arguments))
    done = subprocess.run([PYTHON, str(file)], capture_output=True, text=True, check=False)
    is_refused = "RuntimeError: INVALID_ARGUMENT" in done.stderr
    assert is_refused or done.returncode == 0, done.stderr
    codes = [finding.code for finding in check([str(file)]).findings]
    assert codes == (["JIT417"] if is_refused else [])
