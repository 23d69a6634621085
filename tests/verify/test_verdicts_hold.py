"""Small programs on which a hasty experiment would say the contrary of what JAX does."""

from asked import program

from jitlint.core.finding import Verdict

QUIET_THEN_LOUD = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def shrink(x, bound=None):
        if bound is not None and bound < 1:
            return x * bound
        return x

    def plain():
        return shrink(jnp.ones(2))

    def bounded():
        return shrink(jnp.ones(2), 0.5)
"""

HIDDEN = """
    import jax
    import jax.numpy as jnp

    QUEUE = []

    @jax.jit
    def lazily(x):
        QUEUE.append(step + x for step in range(3))
        return x

    @jax.jit
    def caught(x):
        try:
            raise KeyError("none")
        except KeyError as error:
            QUEUE.append(error)
        return x

    lazily(jnp.ones(2))
    caught(jnp.ones(2))
"""

DEPTH = """
    import jax

    DEPTH = 0

    @jax.jit
    def enter(x):
        global DEPTH
        DEPTH += 1
        try:
            return x * DEPTH
        finally:
            DEPTH -= 1
"""

SWITCHED_OFF = """
    import jax

    jax.config.update("jax_disable_jit", True)

    @jax.jit
    def sign(x):
        return 1 if x > 0 else -1

    sign(2.0)
"""


@program(
    QUIET_THEN_LOUD, "bound < 1", "raises", errors=("TracerBoolConversionError",), function="shrink"
)
def test_the_second_written_call_raises_where_the_first_does_not(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(HIDDEN, "QUEUE.append(step", "leaks", function="lazily")
def test_a_generator_that_waits_holds_a_tracer(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(HIDDEN, "QUEUE.append(error)", "leaks", function="caught")
def test_a_kept_error_holds_the_frame_with_the_tracer(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(DEPTH, "DEPTH += 1", "once-per-trace", function="enter")
def test_a_count_that_is_taken_back_is_not_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(SWITCHED_OFF, "x > 0", "raises", errors=("TracerBoolConversionError",), function="sign")
def test_a_program_that_turns_jit_off_is_not_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


CLOCK = """
    import random
    import time

    import jax

    @jax.jit
    def stamped(x):
        now = time.time()
        return x + now

    @jax.jit
    def rolled(x):
        random.seed(3)
        return x + random.random()
"""


@program(CLOCK, "time.time()", "impure", function="stamped")
def test_a_clock_that_differs_by_less_than_floats_can_tell_is_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(CLOCK, "random.random()", "impure", function="rolled")
def test_numbers_of_a_seed_that_is_set_on_the_spot_are_not(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
