"""A compilation that comes again says what changed: which argument, from what, to what."""

import re
import subprocess

from asked import program

from jitlint.core.finding import Verdict

CHANGES = """
    import functools
    import jax
    import jax.numpy as jnp
    import numpy as np

    @functools.partial(jax.jit, static_argnames=("n", "function"))
    def scaled(x, n=1, function=None):
        return x * n

    @jax.jit
    def total(tree):
        return jax.tree.reduce(lambda a, b: a.sum() + b.sum(), tree, jnp.zeros(()))

    def static(turns=6):
        for i in range(turns):
            scaled(1.0, i)

    def shape(turns=6):
        data = jnp.ones(10)
        for i in range(3, turns):
            total(data[:i])

    def summed(turns=4):
        result = jnp.ones(3)
        for i in range(turns):
            result = result[::-1] + scaled(result, i + 0)

    def nested(turns=5):
        for n in range(2, turns):
            print(jnp.sum(total(jnp.arange(n))))

    def dtype():
        for kind in ("int32", "float32"):
            total(np.ones(3, kind))

    def weak():
        for value in (np.float32(1), 1.0):
            total(value)

    def item():
        for size in (2, 3, 4):
            total({"a": np.ones(1), "b": [np.ones(size)]})

    def structure():
        for keys in ("a", "ab"):
            total({key: 1.0 for key in keys})

    def functions(turns=4):
        for _ in range(turns):
            scaled(1.0, function=lambda value: value)

    class Option:
        pass

    def options(turns=4):
        for _ in range(turns):
            scaled(1.0, function=Option())

    def fresh(turns=4):
        for _ in range(turns):
            jax.jit(lambda value: value + 1)(1.0)

    def shaped(turns=4):
        for size in range(turns):
            jax.eval_shape(lambda value: value + 1, 1.0)

    def lowered(turns=4):
        for i in range(turns):
            scaled.lower(1.0, n=i)
    """


def counts(verdict: Verdict) -> str:
    """The first evidence without its seconds, which no test can know."""
    return re.sub(r"\d+\.\d s of", "… s of", verdict.evidence[0])


@program(CHANGES, "i", "recompiles", after="scaled(1.0, ")
def test_a_static_value_is_said_with_its_next_one(verdict: Verdict) -> None:
    assert counts(verdict) == "6 compilations in 6 iterations, … s of compiling"
    assert verdict.evidence[1:] == ("static `n` changed from 0 to 1, and 4 times more",)


@program(CHANGES, "data[:i]", "recompiles")
def test_a_shape_is_said_and_the_slice_itself_does_not_count(verdict: Verdict) -> None:
    assert counts(verdict) == "3 compilations in 3 iterations, … s of compiling"
    assert verdict.evidence[1:] == ("`tree` changed from float32[3] to float32[4], and once more",)


@program(CHANGES, "i + 0", "recompiles")
def test_nor_does_what_is_done_with_the_result(verdict: Verdict) -> None:
    assert counts(verdict) == "4 compilations in 4 iterations, … s of compiling"


@program(CHANGES, "jnp.arange(n)", "recompiles")
def test_nor_do_calls_in_the_call_and_around_it(verdict: Verdict) -> None:
    assert counts(verdict) == "3 compilations in 3 iterations, … s of compiling"


@program(CHANGES, "np.ones(3, kind)", "recompiles")
def test_a_dtype_is_said(verdict: Verdict) -> None:
    assert verdict.evidence[1:] == ("`tree` changed from int32[3] to float32[3]",)


@program(CHANGES, "value", "recompiles", after="total(")
def test_a_python_number_is_told_from_an_array(verdict: Verdict) -> None:
    assert verdict.evidence[1:] == (
        "`tree` changed from float32[] to float32[] of a Python number",
    )


@program(CHANGES, '{"a": np.ones(1), "b": [np.ones(size)]}', "recompiles")
def test_an_item_goes_by_its_path(verdict: Verdict) -> None:
    assert verdict.evidence[1:] == (
        "`tree['b'][0]` changed from float32[2] to float32[3], and once more",
    )


@program(CHANGES, "{key: 1.0 for key in keys}", "recompiles")
def test_a_structure_is_said(verdict: Verdict) -> None:
    assert verdict.evidence[1:] == (
        "the structure of `tree` changed from {'a': *} to {'a': *, 'b': *}",
    )


@program(CHANGES, "function=lambda value: value", "recompiles")
def test_a_static_function_is_a_new_object(verdict: Verdict) -> None:
    assert verdict.evidence[1:] == (
        "static `function` is a new function object each time, equal only to itself",
    )


@program(CHANGES, "function=Option()", "recompiles")
def test_a_static_object_is_a_new_one(verdict: Verdict) -> None:
    assert verdict.evidence[1:] == (
        "static `function` is a new object each time, equal only to itself",
    )


@program(CHANGES, "jax.jit(lambda value: value + 1)", "recompiles", within="fresh")
def test_a_new_function_each_iteration_is_said(verdict: Verdict) -> None:
    assert counts(verdict) == "4 compilations in 4 iterations (1 if hoisted), … s of compiling"
    assert verdict.evidence[1] == (
        "a new function object each iteration, which JAX has not traced or compiled before"
    )


@program(CHANGES, "n=i", "recompiles", after="scaled.lower(1.0, ")
def test_a_retrace_is_told_from_a_compilation(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence == (
        "4 traces in 4 iterations",
        "static `n` changed from 0 to 1, and 2 times more",
        "Python runs again in each iteration (a retrace), XLA does not (no recompilation)",
    )


EXPLAINED = """
import jax, numpy as np
jax.config.update("jax_explain_cache_misses", True)

@jax.jit
def total(tree):
    return tree.sum()

total(np.ones(3, "float32"))
total(np.ones(4, "float32"))
"""


def test_jax_itself_blames_the_same_types(python: str) -> None:
    command = [python, "-c", EXPLAINED]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    last = done.stderr.rpartition("TRACING CACHE MISS")[2]
    assert "tree" in last
    assert "f32[3]" in last
    assert "f32[4]" in last
