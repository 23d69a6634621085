"""A program watches itself, with `jitlint.watch` and `jitlint.expect`."""

import subprocess
import sys

import jax
import numpy as np
import pytest

import jitlint
from jitlint.runs.api import UnexpectedCompilations


def jitted():
    def double(x):
        return 2 * x

    return jax.jit(double)


def test_a_watched_block_counts_each_function() -> None:
    double = jitted()
    with jitlint.watch() as run:
        double(np.ones(3))
        double(np.ones(3))
        double(np.ones(4))
    double(np.ones(5))
    assert run.count("double") == run.count() == 2
    assert [each.cause for each in run.of("double")] == ["first call", "shape"]


def test_what_was_expected_passes() -> None:
    double = jitted()
    with jitlint.expect(compiles=1):
        double(np.ones(3))
    with jitlint.expect(compiles=0):
        double(np.ones(3))


def test_what_was_not_expected_is_told_with_its_reason() -> None:
    double = jitted()
    double(np.ones((4, 2)))
    with pytest.raises(UnexpectedCompilations) as caught, jitlint.expect(compiles=0):
        double(np.ones((3, 2)))
    assert str(caught.value).startswith("1 compiled, 0 expected")
    assert "`x` went from f32[4,2] to f32[3,2]" not in str(caught.value)
    assert "double: the first call" in str(caught.value)


def test_an_error_of_the_block_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), jitlint.expect(compiles=5):
        raise ZeroDivisionError


def test_jitlint_is_imported_without_jax() -> None:
    program = "import sys, jitlint; assert 'jax' not in sys.modules; jitlint.watch().__enter__()"
    program += "; assert 'jax' in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
