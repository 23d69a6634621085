"""Integers of more than 32 bits: JAX refuses them in each function that jitlint speaks of."""

import json
import os
import subprocess
import sys
from pathlib import Path

from jitlint.check.pipeline import check
from jitlint.interpreter.analyses.wide_integers import widening

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
# Reads names with counts of operands; prints where a large number is taken, and how many refuse it.
ASKED = """
import importlib, json, sys, warnings
import jax, jax.numpy as jnp
warnings.simplefilter("ignore")
wrong, refused = [], 0
for name, count in json.load(sys.stdin):
    module, _, last = name.rpartition(".")
    function = getattr(importlib.import_module(module), last, None)
    for place in range(count) if function else ():
        for dtype in (jnp.int32, jnp.float32):
            given = [jnp.ones(3, dtype)] * count
            given[place] = 3_000_000_000
            try:
                function(*given)
                wrong.append([name, place])
            except OverflowError:
                refused += 1
            except TypeError:
                pass
print(json.dumps([wrong, refused]))
"""
PROGRAM = "import jax\nimport jax.numpy as jnp\ny = jnp.arange(3) + 3_000_000_000\n"


def test_each_function_that_is_spoken_of_refuses_a_large_integer() -> None:
    names = [(name, len(operands)) for name, operands in widening().items()]
    command = [PYTHON, "-c", ASKED]
    done = subprocess.run(
        command, input=json.dumps(names), capture_output=True, text=True, check=True
    )
    wrong, refused = json.loads(done.stdout)
    assert wrong == []
    assert refused > len(names)


def _codes(*files: Path) -> list[str]:
    return [finding.code for finding in check([str(file) for file in files]).findings]


def test_a_program_that_mentions_x64_in_any_of_its_modules_may_have_64_bits(tmp_path: Path) -> None:
    main = tmp_path / "main.py"
    main.write_text(PROGRAM)
    assert _codes(main) == ["JIT608"]
    main.write_text(PROGRAM.replace("import jax\n", "import jax\nimport settings\n"))
    settings = tmp_path / "settings.py"
    settings.write_text('import jax\njax.config.update("jax_enable_x64", True)\n')
    assert _codes(main, settings) == []
    assert _codes(main) == []
    settings.write_text('import os\nos.environ["JAX_ENABLE_X64"] = "1"\n')
    assert _codes(main, settings) == []
    assert _codes(main) == []
    settings.write_text("import numpy\n")
    assert _codes(main) == ["JIT608"]


def test_a_package_that_nothing_is_known_of_may_have_switched_them_on(tmp_path: Path) -> None:
    main = tmp_path / "main.py"
    main.write_text(f"import netket\n{PROGRAM}")
    assert _codes(main) == []
    main.write_text(f"import matplotlib.pyplot as plt\nimport optax\n{PROGRAM}")
    assert _codes(main) == ["JIT608"]
