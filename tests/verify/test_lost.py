"""What jit loses or keeps for too long shows when the same call is made without it."""

from asked import program

from jitlint.core.finding import Verdict

LOST = """
    import os
    import time
    import jax
    import jax.numpy as jnp
    import numpy as np

    RATE = 1.0
    SIZE = 3

    @jax.jit
    def update(params, gradient):
        params["w"] = params["w"] - gradient
        return gradient

    @jax.jit
    def returned(params, gradient):
        params = dict(params, w=params["w"] - gradient)
        return params

    @jax.jit
    def swallows(x):
        try:
            return x * float(x)
        except Exception:
            return 99.0 * x

    @jax.jit
    def tests(x):
        if isinstance(x, float):
            return 2 * x
        return x

    @jax.jit
    def fine(x):
        if isinstance(x, jax.Array):
            return 2 * x
        return x * 2

    @jax.jit
    def untold(x):
        return x if x is None else 2 * x

    @jax.jit
    def compares(x):
        return jnp.where(np.array_equal(x, x), x, -x)

    @jax.jit
    def anneals(w):
        return w - RATE

    @jax.jit
    def shaped(w):
        return w * jnp.ones(SIZE).sum() * 0

    def main():
        returned({"w": 1.0}, 2.0)
        fine(1.0)
        shaped(2.0)

    class Model:
        def __init__(self):
            self.scale = 2.0

        def step(self, x):
            return self.scale * x

        def compiled(self):
            return jax.jit(self.step)

    @jax.jit
    def clock(x):
        return x + time.monotonic_ns() % 1_000_000

    READING, WRITING = os.pipe()
    os.write(WRITING, bytes([10, 20, 20, 30]) * 500)

    @jax.jit
    def reads(x):
        return 0 * x + os.read(READING, 1)[0]
    """


@program(LOST, 'params["w"] = params["w"] - gradient', "lost", function="update")
def test_a_change_of_an_argument_is_lost(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence == ("the change to `params` is there without jit, and not with it",)
    assert verdict.arguments == "update({'w': 1.0}, 4.0)"


@program(LOST, 'params["w"] - gradient)', "lost", function="returned")
def test_a_change_that_is_returned_is_not_lost(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert verdict.evidence == ("result and arguments are the same without jit",)


@program(LOST, "float(x)", "lost", function="swallows")
def test_a_swallowed_error_changes_the_result(verdict: Verdict) -> None:
    assert verdict.evidence == ("the result is 99.0, and 1.0 without jit",)


@program(LOST, "isinstance(x, float)", "lost", function="tests")
def test_a_type_test_changes_the_result(verdict: Verdict) -> None:
    assert verdict.evidence == ("the result is 1.0, and 2.0 without jit",)


@program(LOST, "isinstance(x, jax.Array)", "lost", function="fine")
def test_a_type_test_that_makes_no_difference_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(LOST, "np.array_equal(x, x)", "lost", function="compares")
def test_an_array_that_is_not_equal_to_itself(verdict: Verdict) -> None:
    assert verdict.evidence == ("the result is -1.0, and 1.0 without jit",)


@program(LOST, "RATE", "lost", after="w - ", function="anneals")
def test_a_global_that_changes_later_is_baked_in(verdict: Verdict) -> None:
    said = "after a change of `RATE` the result is 0.0, and -1.0 without jit"
    assert verdict.evidence == (said,)


@program(LOST, "SIZE", "lost", after="jnp.ones(", function="shaped")
def test_a_global_that_the_result_does_not_depend_on_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert verdict.evidence == ("a change of `SIZE` is seen",)


@program(LOST, "self.scale", "lost", after="return ", function="Model.step")
def test_an_attribute_that_changes_later_is_baked_in(verdict: Verdict) -> None:
    said = "after a change of `self.scale` the result is 2.0, and 3.0 without jit"
    assert verdict.evidence == (said,)


@program(LOST, "time.monotonic_ns()", "lost", function="clock")
def test_results_that_always_differ_show_nothing(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert verdict.reason.startswith("args_disagree")


@program(LOST, "os.read(READING, 1)", "lost", function="reads")
def test_results_that_agree_once_by_chance_show_nothing(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert verdict.reason.startswith("args_disagree")


@program(LOST, "x is None", "lost", function="untold")
def test_made_up_calls_that_end_equal_do_not_refute(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert verdict.reason.startswith("args_disagree")
