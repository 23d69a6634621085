"""Compilations are counted as the program is written, and with the wrapper hoisted."""

import re

from asked import program

from jitlint.core.finding import Verdict

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

    def closing(matrix, vector):
        for _ in range(3):
            jax.jit(lambda value: matrix @ value)(vector)

    class Model:
        def step(self, x):
            return x

        def run(self):
            for _ in range(5):
                jax.jit(self.step)(1.0)
    """
STATIC = """
    import functools
    import jax

    @functools.partial(jax.jit, static_argnames="i")
    def scaled(x, i):
        return x / (i + 1)

    @jax.jit
    def traced(x, i):
        return x / (i + 1)

    def counts(n=10):
        for i in range(n):
            scaled(1.0, i)

    def endless():
        i = 0
        while True:
            i += 1
            scaled(1.0, i=i)

    def traces(n=10):
        for i in range(n):
            traced(1.0, i)

    @functools.partial(jax.jit, static_argnames="function")
    def applied(x, function):
        return function(x)

    def once(x):
        return applied(x, lambda value: value / 2)

    def halve(value):
        return value / 2

    def always(x):
        return applied(x, halve)
    """
AT_MODULE_LEVEL = """
    import jax

    for i in range(7):
        jax.jit(lambda v: v * 2)(1.0)
    """


def counts(verdict: Verdict) -> str:
    """The first evidence without its seconds, which no test can know."""
    sentence, *_ = verdict.evidence
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


@program(LOOPS, "jax.jit(lambda value: matrix @ value)", "recompiles", within="closing")
def test_what_is_hoisted_holds_the_arguments_of_its_own_call(verdict: Verdict) -> None:
    assert counts(verdict) == "3 compilations in 3 iterations (1 if hoisted), … s of compiling"
    assert verdict.arguments.startswith("closing(jnp.ones(")


@program(LOOPS, "jax.jit(self.step)", "recompiles", function="Model.step", within="Model.run")
def test_a_bound_method_is_a_new_function_every_time(verdict: Verdict) -> None:
    assert counts(verdict) == "5 compilations in 5 iterations (1 if hoisted), … s of compiling"


@program(AT_MODULE_LEVEL, "jax.jit(lambda v: v * 2)", "recompiles", function="<lambda>")
def test_a_loop_at_module_level_runs_with_the_import(verdict: Verdict) -> None:
    assert counts(verdict) == "7 compilations in 7 iterations (1 if hoisted), … s of compiling"


@program(STATIC, "i", "recompiles", after="scaled(1.0, ", function="scaled", within="counts")
def test_a_static_argument_that_counts_compiles_every_time(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert counts(verdict) == "10 compilations in 10 iterations, … s of compiling"


@program(STATIC, "i=i", "recompiles", function="scaled", within="endless")
def test_an_endless_loop_of_static_arguments_is_left_early(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert counts(verdict).startswith("20 compilations in ")


@program(STATIC, "i", "recompiles", after="traced(1.0, ", function="traced", within="traces")
def test_a_traced_argument_that_counts_compiles_once(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert counts(verdict) == "1 compilation in 10 iterations"


@program(STATIC, "lambda value: value / 2", "recompiles", function="applied", within="once")
def test_a_static_lambda_compiles_at_every_call(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert counts(verdict) == "5 compilations in 5 calls, … s of compiling"


@program(STATIC, "halve", "recompiles", after="applied(x, ", function="applied", within="always")
def test_a_static_function_of_the_module_compiles_once(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert counts(verdict) == "1 compilation in 5 calls"
