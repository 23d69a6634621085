"""A wrapper is made in a loop also where the loop is in whoever calls the function around it."""

import re

from asked import program

from jitlint.core.finding import Verdict

CALLERS = """
    import functools

    import jax
    import jax.numpy as jnp

    def doubled(x):
        return jax.jit(lambda value: value * 2)(x)

    def train(turns=4):
        for _ in range(turns):
            doubled(jnp.ones(3))

    def tripled(x):
        return jax.jit(lambda value: value * 3)(x)

    def scaled(x):
        return tripled(x) + 1

    def train_far(turns=4):
        return [scaled(1.0) for _ in range(turns)]

    def halved(x):
        return jax.jit(lambda value: value / 2)(x)

    def logged(function):
        @functools.wraps(function)
        def wrapper(*args):
            print(function.__name__)
            return function(*args)
        return wrapper

    half = logged(halved)

    def train_under_another_name(turns=4):
        for _ in range(turns):
            half(1.0)

    def settled(x, depth=2):
        if depth:
            return settled(x, depth - 1)
        return jax.jit(lambda value: value - 1)(x)

    class Model:
        def apply(self, x):
            return jax.jit(lambda value: value + 4)(x)

    class Keeper:
        def __init__(self):
            self.step = jax.jit(lambda value: value + 5)

        def apply(self, x):
            return self.step(x)

    def outer(turns=4):
        def inner(x):
            return jax.jit(lambda value: value + 6)(x)
        return [inner(1.0) for _ in range(turns)]

    class Reacher:
        def __init__(self):
            self.step = jax.jit(lambda value: value + 7)
        def __eq__(self, other):
            return self.step == other.step
        def __hash__(self):
            return hash(self.step)

    @functools.partial(jax.jit, static_argnums=0)
    def reached(reacher, x):
        return reacher.step(x)

    def reach_all(turns=4):
        return [reached(Reacher(), 1.0) for _ in range(turns)]
    """


def counts(verdict: Verdict) -> str:
    """The first evidence without its seconds, which no test can know."""
    return re.sub(r"\d+\.\d s of", "… s of", verdict.evidence[0])


FOUR = "4 compilations in 4 iterations (1 if hoisted), … s of compiling"


@program(CALLERS, "jax.jit(lambda value: value * 2)", "recompiles", within="doubled")
def test_the_loop_is_in_the_caller(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert counts(verdict) == FOUR
    assert verdict.arguments.startswith("train(")


@program(CALLERS, "jax.jit(lambda value: value * 3)", "recompiles", within="tripled")
def test_or_in_the_callers_caller(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert counts(verdict) == FOUR
    assert verdict.arguments.startswith("train_far(")


@program(CALLERS, "jax.jit(lambda value: value / 2)", "recompiles", within="halved")
def test_it_may_call_by_another_name(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert counts(verdict) == FOUR
    assert verdict.arguments.startswith("train_under_another_name(")


@program(CALLERS, "jax.jit(lambda value: value - 1)", "recompiles", within="settled")
def test_a_function_that_calls_itself_alone_has_no_loop(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert verdict.reason == "line_not_reached: the loop's body ran once"


@program(CALLERS, "jax.jit(lambda value: value + 4)", "recompiles", within="Model.apply")
def test_an_object_is_asked_again_and_again(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert counts(verdict) == "5 compilations in 5 calls (1 if hoisted), … s of compiling"


@program(CALLERS, "jax.jit(lambda value: value + 5)", "recompiles", within="Keeper.__init__")
def test_but_it_is_made_once(verdict: Verdict) -> None:
    assert verdict.outcome != "confirmed"


@program(CALLERS, "jax.jit(lambda value: value + 6)", "recompiles", within="outer.<locals>.inner")
def test_a_function_in_a_function_is_run_by_that(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert counts(verdict) == FOUR
    assert verdict.arguments.startswith("outer(")


@program(CALLERS, "jax.jit(lambda value: value + 7)", "recompiles", within="Reacher.__init__")
def test_objects_made_in_a_loop_are_traced_again_by_whom_they_are_passed_to(
    verdict: Verdict,
) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0] == "4 traces in 4 iterations (1 if hoisted)"
    assert verdict.arguments.startswith("reach_all(")
