"""What comes after an error in the same function is asked about too, as if that were mended."""

import re

from asked import program

from jitlint.core.finding import Verdict

BOOL, CONCRETE = "TracerBoolConversionError", "ConcretizationTypeError"
ARRAY, INTEGER = "TracerArrayConversionError", "TracerIntegerConversionError"
SECOND = """
    import jax
    import numpy as np

    @jax.jit
    def after_if(x):
        if x > 0:
            x = x + 1
        return float(x)

    @jax.jit
    def in_else(x):
        if x > 0:
            y = 1.0
        else:
            y = x
        return int(y)

    @jax.jit
    def after_loop(x):
        while x > 0:
            x = x - 1
        while True:
            if x < 10:
                break
        return np.cos(x)

    @jax.jit
    def after_three(x):
        a, b, c = int(x), np.sin(x), x.item()
        for _ in range(x):
            pass
        return x

    @jax.jit
    def of_a_sample(x):
        n = int(x)
        if n > 0:
            return x
        return -x

    @jax.jit
    def caught(x):
        try:
            return float(x)
        except jax.errors.ConcretizationTypeError:
            return x
        return int(x)

    @jax.jit
    def behind_another_error(x):
        if x > 0:
            raise ValueError("never")
        [][0]
        return complex(x)

    @jax.jit
    def shape(n):
        square = jax.numpy.zeros((n, n))
        return float(n)
    """


def rows(text: str) -> str:
    """A sentence without directories, which no test can know."""
    return re.sub(r"/\S*/(\S+)", r"\1", text)


@program(SECOND, "x", "raises", errors=(CONCRETE,), function="after_if", after="return float(")
def test_a_conversion_behind_a_branch_is_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    said, behind = map(rows, verdict.evidence)
    assert said.startswith("ConcretizationTypeError raised at tutorial.py:8, while tracing")
    assert behind == (
        "behind TracerBoolConversionError at tutorial.py:6, where a sample was the answer"
    )


@program(SECOND, "y", "raises", errors=(CONCRETE,), function="in_else", after="return int(")
def test_both_branches_are_tried(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(SECOND, "np.cos(x)", "raises", errors=(ARRAY,), function="after_loop")
def test_loops_come_to_an_end(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "at tutorial.py:20, tutorial.py:23, where" in rows(verdict.evidence[1])


@program(SECOND, "range(x)", "raises", errors=(INTEGER,), function="after_three")
def test_several_errors_are_passed_over(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(SECOND, "n > 0", "raises", errors=(BOOL,), function="of_a_sample")
def test_the_sample_itself_confirms_nothing(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert CONCRETE in verdict.reason


@program(SECOND, "x", "raises", errors=(CONCRETE,), function="caught", after="return int(")
def test_an_error_that_is_caught_is_not_passed_over(verdict: Verdict) -> None:
    assert verdict.outcome != "confirmed"


@program(SECOND, "complex(x)", "raises", errors=(CONCRETE,), function="behind_another_error")
def test_other_errors_are_not_passed_over(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(SECOND, "float(n)", "raises", errors=(CONCRETE,), function="shape")
def test_a_shape_that_jax_asks_for_has_no_sample(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
