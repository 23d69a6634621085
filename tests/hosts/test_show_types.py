"""The types of names can be asked for: those on one line, in the notation of JAX."""

from pathlib import Path

import pytest
from command import jitlint

LAYER = """\
import jax
import jax.numpy as jnp


@jax.jit
def layer(x, anything):
    weights = jnp.zeros((2, 3))
    y = weights @ x
    z = y * 2 + anything
    return z, jnp.asarray(1.0)


layer(jnp.ones(3), unknown())
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "layer.py").write_text(LAYER)
    return tmp_path


def test_the_types_on_a_line_are_of_what_is_read_and_of_what_is_bound(project: Path) -> None:
    done = jitlint(project, "--show-types", "layer.py:8")
    lines = ["weights: f32[2,3]", "x: f32[3]", "y: f32[2]"]
    shown = "".join(f"layer.py:8: {line}\n" for line in lines)
    assert (done.returncode, done.stdout, done.stderr) == (0, shown, "")


@pytest.mark.parametrize("row", [1, 4, 5, 99])
def test_where_nothing_is_known_one_line_says_so(project: Path, row: int) -> None:
    done = jitlint(project, "--show-types", f"layer.py:{row}")
    said = f"layer.py:{row}: nothing is known of the types of arrays on this line\n"
    assert (done.returncode, done.stdout) == (0, said)


def test_a_file_that_is_missing_is_a_misuse(project: Path) -> None:
    done = jitlint(project, "--show-types", "layers.py:3")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "jitlint: error: no such file: layers.py\n"


@pytest.mark.parametrize("word", ["layer.py", "layer.py:", "layer.py:x", "layer.py:0", ":3"])
def test_what_is_no_line_of_a_file_is_a_misuse(project: Path, word: str) -> None:
    done = jitlint(project, "--show-types", word)
    assert done.returncode == 2
    assert done.stderr.endswith(f"{word} is not of the form FILE:LINE\n")


def test_code_that_cannot_be_read_has_no_types(project: Path) -> None:
    (project / "broken.py").write_text("def f(:\n")
    done = jitlint(project, "--show-types", "broken.py:1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing is known" in done.stdout
