"""A call of which JAX is said to warn is made; the warning has to come from the span."""

from asked import program

from jitlint.core.finding import Verdict

WARNED = """
    import warnings
    import jax
    import jax.numpy as jnp

    START = jnp.ones(2, dtype="float64")
    warnings.simplefilter("ignore")

    def wide():
        return jnp.zeros(3, dtype="float64")

    def narrow():
        return jnp.zeros(3, dtype="float32")

    def both():
        return jnp.zeros(3), jnp.ones(3, dtype="int64")

    def converted(x):
        return x.astype("float64")

    @jax.jit
    def traced(x):
        return x + jnp.ones(3, dtype="float64")

    def switched():
        with jax.ensure_compile_time_eval():
            return jnp.arange(3, dtype=wanted())

    def wanted():
        return "int32"
    """


@program(WARNED, 'jnp.ones(2, dtype="float64")', "warns")
def test_a_type_that_the_import_asks_for(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].endswith("tutorial.py:5, while importing `tutorial`")
    assert "float64" in verdict.evidence[1]
    assert "not available" in verdict.evidence[1]


@program(WARNED, 'jnp.zeros(3, dtype="float64")', "warns")
def test_a_warning_that_the_program_does_not_show(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].endswith("while running `wide()`")


@program(WARNED, 'jnp.zeros(3, dtype="float32")', "warns")
def test_a_type_of_32_bits_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(WARNED, "jnp.zeros(3)", "warns")
def test_a_warning_beside_the_span_is_none(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(WARNED, 'x.astype("float64")', "warns")
def test_a_method_of_an_argument(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(WARNED, 'jnp.ones(3, dtype="float64")', "warns", function="traced")
def test_traced_code(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(WARNED, "jnp.arange(3, dtype=wanted())", "warns")
def test_a_type_that_is_chosen_elsewhere(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


FORGED = """
    import warnings
    import jax.numpy as jnp

    def said():
        warnings.warn("Explicitly requested dtype float64 is not available")
        return jnp.zeros(3)
    """
REPLACED = """
    import warnings
    import jax.numpy as jnp

    warnings.warn = lambda *_, **__: None

    def wide():
        return jnp.zeros(3, dtype="float64")
    """


@program(FORGED, 'warnings.warn("Explicitly requested dtype float64 is not available")', "warns")
def test_what_the_program_says_itself_is_no_warning_of_jax(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(REPLACED, 'jnp.zeros(3, dtype="float64")', "warns")
def test_a_program_that_replaces_what_warns_is_not_believed(verdict: Verdict) -> None:
    assert verdict.reason.startswith("unobserved")
