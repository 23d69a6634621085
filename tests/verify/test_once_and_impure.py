"""An effect runs once a trace: counted with and without jit, its answers exchanged."""

from asked import program

from jitlint.core.finding import Verdict

ONCE = "ran in 1 of 3 calls (3 of 3 without jit)"
ALWAYS = "ran in 3 of 3 calls (3 of 3 without jit)"

EFFECTS = """
    import time
    import jax
    import jax.numpy as jnp

    COUNTS = []

    @jax.jit
    def step(x):
        print("step", x)
        return x + 1

    @jax.jit
    def count(x):
        COUNTS.append(1)
        return x

    def loss(w):
        print("loss", w)
        return w * w

    slope = jax.grad(loss)

    def shown(x):
        print("shown", x)
        return x

    print(jax.make_jaxpr(shown)(1.0))

    def train(xs):
        def body(carry, x):
            print("body", x)
            return carry + x, x
        return jax.lax.scan(body, 0.0, xs)

    @jax.jit
    def broken(x):
        print("broken", x)
        return float(x)

    @jax.jit
    def timed(x):
        return x + time.time()

    @jax.jit
    def unused(x):
        time.sleep(0)
        return x

    def untraced(x):
        return x + time.monotonic()
    """


@program(EFFECTS, 'print("step", x)', "once-per-trace", function="step")
def test_print_runs_once_under_jit(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE,))
    assert verdict.arguments == "step(1.0)"


@program(EFFECTS, "COUNTS.append(1)", "once-per-trace", function="count")
def test_a_mutation_runs_once_under_jit(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE,))


@program(EFFECTS, 'print("loss", w)', "once-per-trace", function="loss", transform="jax.grad")
def test_print_runs_at_every_call_under_grad(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", (ALWAYS,))


@program(
    EFFECTS, 'print("shown", x)', "once-per-trace", function="shown", transform="jax.make_jaxpr"
)
def test_an_effect_is_absent_from_the_jaxpr(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence == (ONCE, "absent from the jaxpr")


@program(
    EFFECTS, 'print("body", x)', "once-per-trace",
    function="train.<locals>.body", transform="jax.lax.scan", within="train",
)  # fmt: skip
def test_print_in_a_local_scan_body_runs_once(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE,))


@program(EFFECTS, 'print("broken", x)', "once-per-trace", function="broken")
def test_a_function_that_does_not_trace_is_inconclusive(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert verdict.reason.startswith("other_error: ConcretizationTypeError")


@program(EFFECTS, "time.time()", "impure", function="timed")
def test_the_answer_of_a_clock_is_baked_in(verdict: Verdict) -> None:
    baked = "the jaxpr changes with the answer of `time.time`: it is baked in"
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE, baked))


@program(EFFECTS, "time.sleep(0)", "impure", function="unused")
def test_an_answer_that_nothing_depends_on_is_only_counted(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE,))


@program(EFFECTS, "time.monotonic()", "impure", function="untraced", transform="jax.grad")
def test_a_clock_under_grad_is_asked_every_time(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", (ALWAYS,))


RANDOM = """
    import os
    import jax
    import numpy as np
    from random import random

    @jax.jit
    def noisy(x):
        return x + np.random.normal(size=(3,))

    @jax.jit
    def drawn(x):
        return x + random()

    @jax.jit
    def twice(x):
        return x * np.random.rand() + random()

    @jax.jit
    def flagged(x):
        return -x if os.environ.get("SOME_FLAG") else x
    """


@program(RANDOM, "np.random.normal(size=(3,))", "impure", function="noisy")
def test_an_array_of_noise_is_a_constant_of_the_jaxpr(verdict: Verdict) -> None:
    assert "answer of `np.random.normal`" in verdict.evidence[1]


@program(RANDOM, "random()", "impure", function="drawn")
def test_a_name_imported_from_a_module_is_exchanged_too(verdict: Verdict) -> None:
    assert "answer of `random`" in verdict.evidence[1]


@program(RANDOM, "np.random.rand()", "impure", function="twice")
def test_a_second_impure_call_leaves_the_blame_open(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE,))


@program(RANDOM, 'os.environ.get("SOME_FLAG")', "impure", function="flagged")
def test_the_environment_decides_what_is_traced(verdict: Verdict) -> None:
    assert "answer of `os.environ.get`" in verdict.evidence[1]
