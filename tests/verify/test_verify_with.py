"""The project's own tests and programs are run for the calls that they make."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jitlint.verify.client.limits import LARGEST_READ_MODULE_BYTES

LIBRARY = """
import jax
import jax.numpy as jnp


@jax.jit
def scaled(x, table):
    assert x.shape == (5, 3)
    assert sorted(table) == ["offset", "rate"]
    if (x @ table["rate"]).sum() > 0:
        return x
    return x + table["offset"]


@jax.jit
def shifted(x, settings):
    assert settings["by"].shape == (11,)
    return float(settings["by"][0]) + x
"""
TEST = """
import numpy as np
from library import scaled


def test_it_scales():
    scaled(np.ones((5, 3)), {"rate": np.ones((3, 2)), "offset": np.ones(3)})
"""
PROGRAM = """
import numpy as np
from library import shifted

if __name__ == "__main__":
    try:
        shifted(1.0, {"by": np.ones(11)})
    except Exception:
        pass
    open("written.txt", "w").close()
"""
RECORDED = "# recorded from a real call"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A library whose arguments nobody can guess, a test of it, and a program."""
    (tmp_path / "library.py").write_text(LIBRARY, "utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "conftest.py").write_text("import sys; sys.path.insert(0, '.')\n")
    (tmp_path / "tests" / "test_library.py").write_text(TEST, "utf-8")
    (tmp_path / "train.py").write_text(PROGRAM, "utf-8")
    return tmp_path


def verified(project: Path, python: str, *words: str) -> "subprocess.CompletedProcess[str]":
    options = ["--isolated", "--no-cache", "--python", python, *words]
    command = [sys.executable, "-m", "jitlint", "verify", "library.py", *options]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_tests_and_programs_give_the_arguments_and_write_nothing(
    project: Path, python: str
) -> None:
    done = verified(project, python, "--verify-with", "tests", "--verify-with", "train.py")
    assert "2 confirmed, 0 refuted" in done.stdout, done.stdout + done.stderr
    assert done.stdout.count(RECORDED) == 2
    assert done.returncode == 1
    assert {each.name for each in project.iterdir()} == {"library.py", "tests", "train.py"}


ONE = """

@jax.jit
def {name}(x, settings):
    assert sorted(settings) == ["{name}"] and x.shape == (5, 3)
    return float(settings["{name}"]) + x
"""
CALL = '{name}(np.ones((5, 3)), {{"{name}": 1.0}})'
TESTS = """
import pytest
import unittest
import numpy as np
from package.library import by_case, by_parameter, by_fixture

def test_fails():
    by_nobody()

@pytest.fixture
def settings(tmp_path):
    (tmp_path / "name.txt").write_text("by_fixture")
    return {(tmp_path / "name.txt").read_text(): 1.0}

def test_fixture(settings, capsys):
    with pytest.raises(Exception):
        by_fixture(np.ones((5, 3)), settings)

@pytest.mark.parametrize("rows", [4, 5])
def test_parameter(rows):
    by_parameter(np.ones((rows, 3)), {"by_parameter": 1.0})

class Case(unittest.TestCase):
    def test_first(self):
        self.fail()

    def test_second(self):
        by_case(np.ones((5, 3)), {"by_case": 1.0})
"""
EXAMPLES = f"""
A guide.

>>> import numpy as np
>>> from package.library import by_text
>>> 1 / 0
1
>>> {CALL.format(name="by_text")}
"""
DOCSTRING = f'''
"""A module.

>>> import numpy as np
>>> from package.library import by_docstring
>>> nothing
>>> {CALL.format(name="by_docstring")}
"""
'''
MAIN = f"""
import numpy as np
from .library import by_main

if __name__ == "__main__":
    {CALL.format(name="by_main")}
"""
NAMES = (
    "by_case",
    "by_docstring",
    "by_fixture",
    "by_main",
    "by_notebook",
    "by_parameter",
    "by_text",
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package whose functions are each called by another kind of program."""
    notebook = ("import numpy as np\nfrom package.library import by_notebook", "1 / 0")
    sources = [*notebook, CALL.format(name="by_notebook")]
    cells = [{"cell_type": "code", "source": [each]} for each in sources]
    for name, text in {
        "package/__init__.py": "",
        "package/library.py": "import jax"
        + "".join(ONE.format(name=each) for each in (*NAMES, "by_long")),
        "package/__main__.py": MAIN,
        "package/documented.py": DOCSTRING,
        "docs/guide.md": EXAMPLES,
        "docs/data.txt": EXAMPLES.replace("by_text", "by_long") + "\n" * LARGEST_READ_MODULE_BYTES,
        "docs/tour.ipynb": json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}),
        "docs/.hidden/endless.py": "while True: pass",
        "tests/test_absent.py": "import nothing_of_this_name",
        "tests/test_library.py": TESTS,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_tests_examples_notebooks_and_mains_are_run_and_none_ends_another(
    package: Path, python: str
) -> None:
    named = [word for name in ("tests", "docs", "package") for word in ("--verify-with", name)]
    words = ["package/library.py", "--isolated", "--no-cache", "--python", python, *named]
    command = [sys.executable, "-m", "jitlint", "verify", *words, "--output-format", "json"]
    done = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    assert _recorded(done.stdout) == [*NAMES], done.stderr


def _recorded(report: str) -> list[str]:
    arguments = [each["verdict"]["arguments"] for each in json.loads(report)]
    return [each.partition("(")[0] for each in arguments if RECORDED in each]


@pytest.mark.slow
def test_where_there_is_no_pytest_tests_are_called_that_need_none(
    package: Path, python: str
) -> None:
    (package / "tests" / "pytest.py").write_text("raise ImportError")
    text = TESTS.partition("@pytest.fixture")[0].replace("import pytest", "")
    text += "class Case" + TESTS.partition("class Case")[2]
    text += f"\ndef test_alone():\n    {CALL.format(name='by_parameter')}\n"
    (package / "tests" / "test_library.py").write_text(text)
    words = ["package/library.py", "--isolated", "--no-cache", "--python", python]
    words += ["--verify-with", "tests", "--output-format", "json"]
    command = [sys.executable, "-m", "jitlint", "verify", *words]
    done = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    assert _recorded(done.stdout) == ["by_case", "by_parameter"], done.stderr


@pytest.mark.slow
def test_a_program_without_an_end_has_called_what_it_has_called(project: Path, python: str) -> None:
    text = PROGRAM + "    import threading\n    threading.Event().wait()\n"
    (project / "train.py").write_text(text.replace('open("written.txt", "w").close()', "pass"))
    done = verified(project, python, "--verify-with", "train.py", "--verify-timeout", "20")
    assert RECORDED in done.stdout, done.stdout + done.stderr


def test_a_path_that_is_not_there_is_misuse(project: Path, python: str) -> None:
    done = verified(project, python, "--verify-with", "gone")
    assert done.returncode == 2
    assert done.stderr == "jitlint: error: --verify-with gone: no such file or directory\n"
