"""A module is imported twice: as written, and with JAX's 64 bits on from the start."""

from asked import program

from jitlint.core.finding import Verdict

SWITCH = 'jax.config.update("jax_enable_x64", True)'
LATE = f"""
    import jax
    import jax.numpy as jnp

    COUNTS = jnp.arange(3)
    GRID = jnp.linspace(0.0, 1.0, 3)
    {SWITCH}
    AFTER = GRID + jnp.ones(3)
    """
ON_PURPOSE = f"""
    import jax
    import jax.numpy as jnp

    GRID = jnp.linspace(0.0, 1.0, 3, dtype=jnp.float32)
    {SWITCH}
    """
ONLY_WITHOUT = f"""
    import jax
    import jax.numpy as jnp

    if not jax.config.jax_enable_x64:
        COUNTS = jnp.arange(3)
    {SWITCH}
    """
AS_A_PROGRAM = f"""
    import jax
    import jax.numpy as jnp

    if __name__ == "__main__":
        GRID = jnp.linspace(0.0, 1.0, 3)
        {SWITCH}
        print(GRID)
    """
FAILING = f"""
    import jax
    import jax.numpy as jnp

    GRID = jnp.linspace(0.0, 1.0, 3)
    {SWITCH}
    assert GRID.dtype == jnp.float64
    """


@program(LATE, SWITCH, "narrow")
def test_an_array_is_wider_if_64_bits_are_on_from_the_start(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence == (
        "`GRID` is a float32 after importing `tutorial` as written",
        "`GRID` is a float64 if 64 bits are on from the start",
    )


@program(ON_PURPOSE, SWITCH, "narrow")
def test_an_array_that_is_narrow_on_purpose_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(ONLY_WITHOUT, SWITCH, "narrow")
def test_an_array_that_is_missing_in_the_other_import_shows_nothing(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(AS_A_PROGRAM, SWITCH, "narrow")
def test_a_switch_that_no_import_comes_to_is_inconclusive(verdict: Verdict) -> None:
    assert verdict.reason == "line_not_reached"


@program(FAILING, SWITCH, "narrow")
def test_a_module_that_cannot_be_imported_is_inconclusive(verdict: Verdict) -> None:
    assert verdict.reason.startswith("other_error: AssertionError")
