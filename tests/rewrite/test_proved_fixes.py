"""`--fix --verify` applies, of the fixes that may change a result, those that JAX has proved."""

import json
from pathlib import Path

from command import jitlint

HEAD = "import jax\nimport jax.numpy as jnp\n\n\n"
PROVED = "@jax.jit\ndef f(x):\n    if x > 0:\n        return x * 2.0\n    return -x\n"
UNPROVED = "@jax.jit\ndef g(x):\n    if x > 1e30:\n        return x * 2.0\n    return -x\n"


def test_what_is_proved_is_applied_and_the_rest_is_named(tmp_path: Path) -> None:
    path = tmp_path / "steps.py"
    path.write_text(f"{HEAD}{PROVED}\n\n{UNPROVED}")
    shown = jitlint(tmp_path, "--diff", "--verify", "--no-cache", "steps.py")
    assert path.read_text() == f"{HEAD}{PROVED}\n\n{UNPROVED}"
    assert "+    return jnp.where(x > 0, x * 2.0, -x)" in shown.stdout
    assert "x > 1e30" not in shown.stdout.replace(" if x > 1e30:", "")
    assert shown.stderr.splitlines() == [
        "steps.py:7:8: JIT101 rewritten: same results on 6 inputs, gradients agree,"
        " no TracerBoolConversionError any more",
        "steps.py:14:8: JIT101 not rewritten, since it is not proved (line_not_reached: no call"
        " found makes the test at steps.py:14 True); --fix --unsafe-fixes without --verify applies"
        " it all the same",
        "Would fix 1 finding in 1 file.",
    ]


def test_a_notebook_is_rewritten_where_it_is_proved(tmp_path: Path) -> None:
    cells = [{"cell_type": "markdown", "source": "prose"}]
    cells += [{"cell_type": "code", "source": each} for each in (HEAD.rstrip(), PROVED.rstrip())]
    path = tmp_path / "steps.ipynb"
    path.write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )
    done = jitlint(tmp_path, "--fix", "--verify", "--no-cache", "steps.ipynb")
    assert "jnp.where(x > 0, x * 2.0, -x)" in path.read_text()
    assert "steps.ipynb:cell 3:3:8: JIT101 rewritten: same results on 6 inputs" in done.stderr
