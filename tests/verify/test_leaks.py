"""A tracer that outlives its trace is found where the program keeps it, and who put it there."""

import re

from asked import program

from jitlint.core.finding import Verdict

LEAKS = """
    import functools
    import jax
    import jax.numpy as jnp

    HISTORY = []
    SHAPES = []
    CACHE = {"last": {}}

    @jax.jit
    def keep(x):
        HISTORY.append(x * 2)
        return x

    @jax.jit
    def note(x):
        SHAPES.append(x.shape)
        return x

    @jax.jit
    def local(x):
        parts = []
        parts.append(x)
        return sum(parts)

    @jax.jit
    def nested(x):
        CACHE["last"]["x"] = x
        return x

    @jax.jit
    def default(x, kept=[]):
        kept.append(x)
        return x

    @functools.lru_cache
    def table(n):
        return jnp.arange(n)

    @jax.jit
    def looked_up(x):
        return x + table(3)

    def loss(w):
        global LAST
        LAST = w * w
        return LAST

    slope = jax.grad(loss)

    class Model:
        def step(self, x):
            self.h = x
            return x

        def run(self, x):
            return jax.jit(self.step)(x)

    NEWEST = {}

    @jax.jit
    def one_of_two(x):
        SHAPES.append(x.ndim)
        HISTORY.append(x + 3)
        return x

    @jax.jit
    def collected(x):
        parts = []
        parts.append(
            x + 4
        )
        HISTORY.append(parts)
        return x

    @jax.jit
    def replaced(x):
        NEWEST["x"] = x
        NEWEST["x"] = NEWEST["x"] * 2
        return x

    @jax.jit
    def taken_back(x):
        NEWEST["y"] = x
        del NEWEST["y"]
        HISTORY.append(x + 5)
        return x

    @jax.jit
    def twice(x):
        NEWEST["z"] = x
        HISTORY.append(x)
        SHAPES.append(len(HISTORY))
        HISTORY.append((x))
        return x

    @jax.jit
    def in_a_loop(x):
        for kept in (None, x, x + 6): HISTORY.append(kept)
        return x

    @jax.jit
    def at_the_end(x):
        HISTORY.append(x + 7)

    def train(x):
        seen = None
        @jax.jit
        def step(y):
            nonlocal seen
            seen = y
            return y
        step(x)
        return step
    """


def told(verdict: Verdict) -> str:
    """The first evidence without the directory, which no test can know."""
    return re.sub(r"/\S*/(\S+)", r"\1", verdict.evidence[0])


@program(LEAKS, "HISTORY.append(x * 2)", "leaks", function="keep")
def test_a_list_of_the_module_keeps_a_tracer(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert told(verdict) == (
        "a tracer (float32[] of jit) is in `HISTORY` afterwards, put there at tutorial.py:11"
    )


@program(LEAKS, "SHAPES.append(x.shape)", "leaks", function="note")
def test_a_list_of_shapes_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert verdict.evidence[0].startswith("no tracer is in ")


@program(LEAKS, "parts.append(x)", "leaks", function="local")
def test_a_local_list_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(LEAKS, 'CACHE["last"]["x"] = x', "leaks", function="nested")
def test_items_go_by_the_name_of_what_holds_them(verdict: Verdict) -> None:
    assert told(verdict) == (
        "a tracer (float32[] of jit) is in `CACHE` afterwards, put there at tutorial.py:27"
    )


@program(LEAKS, "kept.append(x)", "leaks", function="default")
def test_a_mutable_default_keeps_a_tracer(verdict: Verdict) -> None:
    assert told(verdict) == (
        "a tracer (float32[] of jit) is in `default.__defaults__` afterwards, "
        "put there at tutorial.py:32"
    )


@program(LEAKS, "table(3)", "leaks", function="looked_up")
def test_a_cached_function_keeps_a_tracer(verdict: Verdict) -> None:
    assert told(verdict) == ("a tracer (int32[3] of jit) is in `table` afterwards")


@program(LEAKS, "LAST = w * w", "leaks", function="loss", transform="jax.grad")
def test_grad_leaks_too(verdict: Verdict) -> None:
    assert told(verdict) == (
        "a tracer (float32[] of grad) is in `LAST` afterwards, put there at tutorial.py:45"
    )


@program(LEAKS, "self.h = x", "leaks", function="Model.step", within="Model.run")
def test_an_attribute_of_the_instance_keeps_a_tracer(verdict: Verdict) -> None:
    assert told(verdict) == (
        "a tracer (float32[] of jit) is in `self.h` afterwards, put there at tutorial.py:52"
    )


@program(LEAKS, "seen = y", "leaks", function="train.<locals>.step", within="train")
def test_a_variable_of_the_function_around_keeps_a_tracer(verdict: Verdict) -> None:
    assert told(verdict) == (
        "a tracer (float32[] of jit) is in `seen` afterwards, put there at tutorial.py:110"
    )


@program(LEAKS, "SHAPES.append(x.ndim)", "leaks", function="one_of_two")
def test_the_line_beside_the_one_that_leaks_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert told(verdict) == (
        "a tracer is in `HISTORY` afterwards, but tutorial.py:62 puts none anywhere"
    )


@program(LEAKS, "HISTORY.append(x + 3)", "leaks", function="one_of_two")
def test_the_line_that_leaks_is_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert told(verdict).endswith("is in `HISTORY` afterwards, put there at tutorial.py:63")


@program(LEAKS, "x + 4", "leaks", function="collected")
def test_what_is_put_into_a_list_that_is_kept_later_counts(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(LEAKS, "HISTORY.append(parts)", "leaks", function="collected")
def test_who_keeps_a_list_of_tracers_leaks_them(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(LEAKS, 'NEWEST["x"] = x', "leaks", function="replaced")
def test_a_tracer_in_whose_place_another_is_counts(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(LEAKS, 'NEWEST["y"] = x', "leaks", function="taken_back")
def test_a_tracer_that_is_taken_back_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(LEAKS, "HISTORY.append(kept)", "leaks", function="in_a_loop")
def test_a_later_turn_of_a_loop_leaks(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(LEAKS, "HISTORY.append(x + 7)", "leaks", function="at_the_end")
def test_the_last_statement_leaks(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(LEAKS, "HISTORY.append(x)", "leaks", function="twice")
def test_one_more_place_for_the_same_tracer_counts(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(LEAKS, "HISTORY.append((x))", "leaks", function="twice")
def test_the_same_place_a_second_time_counts(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(LEAKS, "SHAPES.append(len(HISTORY))", "leaks", function="twice")
def test_a_line_between_two_that_leak_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
