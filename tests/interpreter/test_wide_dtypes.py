"""Types of 64 bits: JAX warns in each function that jitlint speaks of, and in no other."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jitlint.check.pipeline import check
from jitlint.interpreter.analyses.wide_dtypes import asks
from jitlint.models.registry import Models
from jitlint.models.words import Model
from jitlint.project.wide_types import HARMLESS

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
# Reads names of functions; prints by each whether JAX warns of the type where a call works.
ASKED = """
import importlib, itertools, json, sys, warnings
import jax, jax.numpy as jnp

def warns(function, tries):
    for arguments, keywords in tries:
        jax.clear_caches()
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            try:
                function(*arguments, **keywords)
            except Exception:
                continue
        return any(str(each.message).startswith("Explicitly requested dtype") for each in seen)

x, m, key = jnp.ones(3), jnp.eye(3), jax.random.key(0)
GIVEN = [
    (), (3,), (x,), (m,), ([x, x],), ((3,), 1.0), (x, 1.0), (0.0, 1.0, 3), (1.0, 2.0, 3), (1.0,),
    (lambda i: i, (3,)), ("1 2",), (bytes(16),), (3, 1.0), ((3,),), (2.0, 3.0), (x, m), (3, x),
    (2.0, 3.0, 4.0),
]
MORE = [{}, {"shape": (3,)}, {"d": 2}, {"shape": (3,), "minval": 0, "maxval": 5}, {"sep": " "}]
found = {}
for name in json.load(sys.stdin):
    module, _, last = name.rpartition(".")
    home = m if module == "jax.Array" else importlib.import_module(module)
    function = getattr(home, last, None)
    leading = [(), (key,)] if module == "jax.random" else [()]
    found[name] = function and warns(function, [
        ((*first, *given), {"dtype": dtype, **more})
        for dtype in ("float64", "int64", "uint64")
        for first in leading for given in GIVEN for more in MORE
    ])
print(json.dumps(found))
"""
SWITCHED_ON = """
import importlib, sys, jax
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ImportError:
        continue
    assert not jax.config.jax_enable_x64, name
    print(name)
"""
PROGRAM = """\
import jax
import jax.numpy as jnp
x = jnp.zeros(3, dtype=jnp.float64)
n = jnp.arange(3) + 3_000_000_000
print(x, n)
"""
BOTH = ["JIT609", "JIT608"]
METHODS = "astype cumprod cumsum mean prod std sum trace var view".split()
NO_DTYPE = ("argsort", "dtype", "finfo", "isdtype", "ravel_multi_index", "key", "wrap_key_data")


def test_jax_warns_in_each_function_that_is_spoken_of_and_in_no_other() -> None:
    names = [*_with_dtype()]
    command = [PYTHON, "-c", ASKED]
    done = subprocess.run(
        command, input=json.dumps(names), capture_output=True, text=True, check=True
    )
    found = {name: answer for name, answer in json.loads(done.stdout).items() if answer is not None}
    wrong = [name for name, warns in found.items() if warns != asks(name)]
    assert wrong == []
    assert len(found) > 80
    assert sum(found.values()) > 75


def _with_dtype() -> list[str]:
    """Returns the functions and methods that have a parameter `dtype` which is one."""
    models = Models(())
    functions = [name for home in ("jax.numpy", "jax.random") for name in models.names(home)]
    known = [models.find(name) for name in functions]
    known += [models.method("jax.Array", name) for name in METHODS]
    found = {each.name for each in known if isinstance(each, Model) and _takes_dtype(each)}
    return sorted(name for name in found if name.rpartition(".")[2] not in NO_DTYPE)


def _takes_dtype(model: Model) -> bool:
    return any(parameter.name == "dtype" for parameter in model.parameters)


@pytest.mark.slow
def test_no_package_that_is_called_harmless_switches_64_bits_on() -> None:
    names = sorted({*HARMLESS, *Models(()).packages})
    command = [PYTHON, "-c", SWITCHED_ON, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "jax" in done.stdout.split()


def _codes(*files: Path) -> list[str]:
    return [finding.code for finding in check([str(file) for file in files]).findings]


def test_a_script_has_no_64_bits_by_itself(tmp_path: Path) -> None:
    main = tmp_path / "main.py"
    main.write_text(PROGRAM)
    assert _codes(main) == BOTH


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("settings", 'import jax\njax.config.update("jax_enable_x64", True)\n'),
        ("settings", 'import os\nos.environ["JAX_ENABLE_X64"] = "1"\n'),
        ("settings", 'import inner\n'),
        ("settings", 'import netket\n'),
        ("settings.bits", 'from jax import config\nconfig.update("jax_enable_x64", True)\n'),
    ],
)  # fmt: skip
def test_what_it_imports_may_have_switched_them_on(module: str, text: str, tmp_path: Path) -> None:
    main, settings = tmp_path / "main.py", tmp_path / f"{module.replace('.', '/')}.py"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(text)
    (tmp_path / "inner.py").write_text('from os import environ\nenviron["JAX_ENABLE_X64"] = "1"\n')
    main.write_text(f"import {module}\n{PROGRAM}")
    assert _codes(main) == []
    settings.write_text("import numpy\n")
    assert _codes(main) == BOTH


@pytest.mark.parametrize(
    "line",
    [
        "import netket",
        "jax.config.config_with_absl()",
        "jax.config.update(*options)",
        "with jax.enable_x64(True): y = jnp.ones(3)",
    ],
)
def test_the_script_itself_may_have(line: str, tmp_path: Path) -> None:
    main = tmp_path / "main.py"
    main.write_text(f"import jax\nimport jax.numpy as jnp\noptions = ()\n{line}\n{PROGRAM}")
    assert _codes(main) == []


GUARDED = 'if __name__ == "__main__":\n    ' + PROGRAM.replace("\n", "\n    ")
LIBRARY = PROGRAM.replace("print(x, n)", "")


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("main.py", LIBRARY, ["JIT608"]),
        ("package/part.py", PROGRAM, ["JIT608"]),
        ("package/part.py", GUARDED, BOTH),
        ("main.py", f"{LIBRARY}def f():\n    return x\nf()\n", BOTH),
        ("main.py", f"{LIBRARY}class Model:\n    def f(self):\n        print()\n", ["JIT608"]),
        ("main.py", LIBRARY.replace("x = ", "import sys\nif sys.argv:\n    x = "), ["JIT608"]),
    ],
)
def test_what_is_imported_is_for_others_to_switch(
    path: str, text: str, expected: list[str], tmp_path: Path
) -> None:
    file = tmp_path / path
    file.parent.mkdir(exist_ok=True)
    (tmp_path / "package").mkdir(exist_ok=True)
    (tmp_path / "package" / "__init__.py").touch()
    file.write_text(text)
    assert _codes(file) == expected
