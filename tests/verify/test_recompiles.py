"""Compilations are counted as the program is written, and with the wrapper hoisted."""

import re

from asked import program

from jitlint.finding import Verdict

LOOPS = """
    import functools
    import jax
    import numpy as np

    def named(v):
        return v * 2

    def fresh(n=20):
        for i in range(n):
            jax.jit(lambda v: v + 1)(1.0)

    def same(n=20):
        for i in range(n):
            jax.jit(named)(1.0)

    def endless():
        while True:
            @jax.jit
            def inner(v):
                return v - 1
            inner(1.0)

    def decorated(n=6):
        for i in range(n):
            @functools.partial(jax.jit, static_argnames="k")
            def power(v, k):
                return v ** k
            power(2.0, k=3)

    def scanned(n=5):
        for i in range(n):
            jax.lax.scan(lambda c, x: (c + x, x), 0.0, np.ones(3))

    def data(batches):
        for batch in batches:
            step = jax.jit(lambda v: v + 2)
            step(batch)

    def single(batches):
        for batch in batches[:1]:
            jax.jit(lambda v: v + 3)(batch)

    class Model:
        def step(self, x):
            return x

        def run(self):
            for _ in range(5):
                jax.jit(self.step)(1.0)
    """
AT_MODULE_LEVEL = """
    import jax

    for i in range(7):
        jax.jit(lambda v: v * 2)(1.0)
    """


def counts(verdict: Verdict) -> str:
    """The evidence without its seconds, which no test can know."""
    (sentence,) = verdict.evidence
    return re.sub(r"\d+\.\d s of", "… s of", sentence)


@program(
    LOOPS, "jax.jit(lambda v: v + 1)", "recompiles", function="fresh.<locals>.<lambda>",
    starts="jax.jit(lambda v: v + 1)", within="fresh",
)  # fmt: skip
def test_a_lambda_in_a_loop_compiles_every_time(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert counts(verdict) == "20 compilations in 20 iterations (1 if hoisted), … s of compiling"
    assert verdict.arguments == "fresh()"


@program(
    LOOPS, "jax.jit(named)", "recompiles", function="named", starts="jax.jit(named)", within="same"
)
def test_a_module_level_function_in_a_loop_compiles_once(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert counts(verdict) == "1 compilation in 20 iterations (1 if hoisted)"


@program(LOOPS, "@jax.jit", "recompiles", function="endless.<locals>.inner", within="endless")
def test_an_endless_loop_is_left_once_it_has_shown_enough(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert counts(verdict) == "20 compilations in 20 iterations (1 if hoisted), … s of compiling"


@program(
    LOOPS, "functools.partial(jax.jit", "recompiles", function="decorated.<locals>.power",
    within="decorated",
)  # fmt: skip
def test_a_decorator_in_a_loop_compiles_every_time(verdict: Verdict) -> None:
    assert counts(verdict) == "6 compilations in 6 iterations (1 if hoisted), … s of compiling"


@program(
    LOOPS, "jax.lax.scan(lambda c, x: (c + x, x), 0.0, np.ones(3))", "recompiles",
    function="scanned.<locals>.<lambda>", transform="jax.lax.scan", within="scanned",
)  # fmt: skip
def test_an_eager_scan_of_a_lambda_compiles_every_time(verdict: Verdict) -> None:
    assert counts(verdict) == "5 compilations in 5 iterations (1 if hoisted), … s of compiling"


@program(LOOPS, "jax.jit(lambda v: v + 2)", "recompiles")
def test_without_an_entry_the_function_around_the_loop_is_called(verdict: Verdict) -> None:
    assert counts(verdict) == "4 compilations in 4 iterations (1 if hoisted), … s of compiling"
    assert verdict.arguments == "data(jnp.ones(4))"


@program(LOOPS, "jax.jit(lambda v: v + 3)", "recompiles", within="single")
def test_a_loop_that_runs_once_shows_nothing(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert verdict.reason == "line_not_reached: the loop's body ran once"


@program(LOOPS, "jax.jit(self.step)", "recompiles", function="Model.step", within="Model.run")
def test_a_bound_method_is_a_new_function_every_time(verdict: Verdict) -> None:
    assert counts(verdict) == "5 compilations in 5 iterations (1 if hoisted), … s of compiling"


@program(AT_MODULE_LEVEL, "jax.jit(lambda v: v * 2)", "recompiles", function="<lambda>")
def test_a_loop_at_module_level_runs_with_the_import(verdict: Verdict) -> None:
    assert counts(verdict) == "7 compilations in 7 iterations (1 if hoisted), … s of compiling"
