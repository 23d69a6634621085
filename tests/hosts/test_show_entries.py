"""What is traced can be asked for: the entries, how far each reaches, and what nobody knows."""

import json
from pathlib import Path

import pytest
from command import jitlint, write_project

MODEL = """\
import jax.numpy as jnp


def scale(x):
    y = jnp.abs(x)
    return y * 2


def unused(x):
    return x
"""
TRAIN = """\
import jax
import jax.numpy as jnp
from model import scale


@jax.jit
def step(x, empty=False):
    if empty:
        return jnp.zeros(3)
    return scale(x)


def batched(xs):
    return jax.vmap(scale)(xs)


def of_anything(function):
    return jax.jit(function)


def of_what_is_given(function):
    return jax.lax.scan(function, 0.0, None, 3)


def of_a_function_after_all(function, x):
    return jax.grad(function)(x)


of_a_function_after_all(scale, 1.0)
"""
ENTRIES = """\
train.py:6:2: jax.jit traces step, defined at train.py:7:5; 4 lines reached
train.py:14:12: jax.vmap traces scale, defined at model.py:4:5; 2 lines reached
train.py:26:12: jax.grad traces scale, defined at model.py:4:5; 2 lines reached
train.py:18:12: jax.jit in of_anything is handed a callable that is not known
train.py:22:12: jax.lax.scan in of_what_is_given is handed a callable that is not known
Traced: 3. Handed to JAX and not known: 2.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "model.py").write_text(MODEL)
    (tmp_path / "train.py").write_text(TRAIN)
    return tmp_path


def test_entries_are_listed_with_the_lines_that_each_reaches(project: Path) -> None:
    done = jitlint(project, "--show-entries", ".")
    assert (done.returncode, done.stdout, done.stderr) == (0, ENTRIES, "")


def test_what_is_kept_of_an_earlier_run_changes_nothing(project: Path) -> None:
    jitlint(project, ".")
    assert jitlint(project, "--show-entries", ".").stdout == ENTRIES
    assert jitlint(project, "--show-entries", "-n", ".").stdout == ENTRIES


def test_entries_are_those_of_the_files_named(project: Path) -> None:
    done = jitlint(project, "--show-entries", "model.py")
    assert done.stdout == "Traced: 0. Handed to JAX and not known: 0.\n"


def test_programs_read_the_entries_as_json(project: Path) -> None:
    done = jitlint(project, "--show-entries", "--output-format", "json", ".")
    document = json.loads(done.stdout)
    first, *_ = document["entries"]
    assert (first["transform"], first["function"], first["lines"]) == ("jax.jit", "step", 4)
    assert first["starts"]["filename"] == str((project / "train.py").resolve())
    assert [each["within"] for each in document["unknown"]] == ["of_anything", "of_what_is_given"]


def test_a_finding_does_not_fail_the_list(tmp_path: Path) -> None:
    done = jitlint(write_project(tmp_path), "--show-entries")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("Traced: 3.")
