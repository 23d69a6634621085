"""Statements of the module itself: that the import runs them well is all that there is to see."""

from asked import program

from jitlint.core.finding import Verdict

BOOL = ("TracerBoolConversionError",)
CONCRETE = ("ConcretizationTypeError", "TracerArrayConversionError")
STATEMENTS = """
    import functools

    import jax
    import jax.numpy as jnp

    data = jnp.arange(4.0)
    total = float(jnp.sum(data))

    if total > 3:
        half = float(jnp.sum(data) / 2)
    else:
        half = 0.0

    for value in (1.0, 2.0):
        last = float(jnp.sum(data) * value)

    sign = jax.jit(lambda x: x if jnp.all(x > 0) else -x)

    def clipped(x):
        return x if jnp.any(x > 1) else 1.0

    class Limits:
        upper = float(jnp.max(data))

        def inside(self, x):
            return bool(jnp.all(x < self.upper))
    """
WELL = "tutorial.py:{0} ran during the import, and nothing was raised there"


@program(STATEMENTS, "float(jnp.sum(data))", "raises", errors=CONCRETE)
def test_a_statement_that_ran_well_refutes(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert verdict.evidence[0].endswith(WELL.format(7))


@program(STATEMENTS, "float(jnp.sum(data) / 2)", "raises", errors=CONCRETE)
def test_so_does_one_under_a_condition(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert verdict.evidence[0].endswith(WELL.format(10))


@program(STATEMENTS, "0.0", "raises", errors=CONCRETE, after="    half = ")
def test_but_not_the_branch_that_was_not_taken(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(STATEMENTS, "float(jnp.sum(data) * value)", "raises", errors=CONCRETE)
def test_a_loop_of_the_module_ran_as_often_as_it_ever_will(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(STATEMENTS, "jax.jit(lambda x: x if jnp.all(x > 0) else -x)", "raises", errors=BOOL)
def test_that_a_function_could_be_made_does_not_tell_what_it_does(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(STATEMENTS, "jnp.any(x > 1)", "raises", errors=BOOL)
def test_nor_is_the_body_of_a_function_a_statement_of_the_module(verdict: Verdict) -> None:
    assert "during the import" not in "".join(verdict.evidence)


@program(STATEMENTS, "float(jnp.max(data))", "raises", errors=CONCRETE)
def test_the_body_of_a_class_runs_with_the_module(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert verdict.evidence[0].endswith(WELL.format(23))
