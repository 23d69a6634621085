"""The project's own tests and programs are run for the calls that they make."""

import subprocess
import sys
from pathlib import Path

import pytest

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
