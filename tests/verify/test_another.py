"""A call in another form than before: it has to be traced anew, and not if in the same form."""

from asked import program

from jitlint.core.finding import Verdict

FORMS = """
    from functools import partial

    import jax
    import jax.numpy as jnp
    import numpy as np

    x = jnp.ones(3)

    @jax.jit
    def scaled(x, scale=1.0):
        return x * scale

    first = scaled(x, 2.0)
    again = scaled(x, scale=2.5)

    @partial(jax.jit, static_argnums=1)
    def power(x, n):
        return x**n

    @jax.jit
    def advanced(state, x):
        return {"count": state["count"] + 1, "loss": 0.9 * state["loss"] + jnp.sum(x)}

    begun = jax.jit(lambda state, x: {"count": 1 + state["count"], "loss": jnp.sum(x)})

    @partial(jax.jit, donate_argnums=0)
    def given(state, rate):
        return state * rate

    @jax.jit
    def calls_scaled(x):
        return scaled(x, 2.0) + scaled(x, scale=6.5)

    def by_default():
        return scaled(x) + scaled(x, 1.5)

    def left_out():
        return scaled(x, 3.5) + scaled(2 * x)

    def by_type(n=3):
        return scaled(x, 2.0) + scaled(x, n)

    def an_array():
        return scaled(x, 2.0) + scaled(x, jnp.ones(()))

    def of_numpy():
        return scaled(x, np.float32(2.0)) + scaled(x, jnp.float32(3.0))

    def of_one_form():
        return scaled(x, 2.0) + scaled(x, 4.0)

    def in_either_order():
        return scaled(x=x, scale=2.0) + scaled(scale=7.0, x=x)

    def of_another_size():
        return scaled(x, 2.0), scaled(jnp.ones(5), scale=8.0)

    def static():
        return power(x, 2), power(x, n=2)

    def static_of_another_value():
        return power(x, 2), power(x, n=7)

    def of_another_function():
        return scaled(x, 2.0), power(x, n=5)

    def third_call():
        return scaled(x, 2.0), scaled(x, scale=2.0), scaled(x, scale=9.0)

    def loop():
        state = {"count": 0, "loss": 0.0}
        for _ in range(4):
            state = advanced(state, x)
        return state

    def loop_of_arrays():
        start = {"count": 0, "loss": jnp.zeros(())}
        for _ in range(4):
            start = begun(start, x)
        return start

    def donated():
        return given(jnp.ones(3), 2.0), given(jnp.ones(3), rate=4.5)

    def unreached(flag=False):
        return scaled(x, scale=5.5) if flag is None else scaled(x)

    def made_up(value):
        return scaled(value, 2.0) + scaled(value, 6.0)

    class Model:
        def __init__(self):
            self.step = jax.jit(lambda x, rate: x * rate)

        def trains(self):
            return self.step(x, 0.1)

        def tunes(self):
            return self.step(x, rate=0.2)

    model = Model()
    """


@program(FORMS, "2.5", "another-form")
def test_a_keyword_while_importing(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    traced, form, control = verdict.evidence
    assert traced.startswith("`scaled` is traced anew at ")
    assert traced.endswith("tutorial.py:14, while importing `tutorial`")
    assert form.startswith("`scale` is passed by keyword there, and passed by position at ")
    assert form.endswith("tutorial.py:13")
    assert control == (
        "in one form the two calls share a trace, and the same call again is not traced"
    )


@program(FORMS, "1.5", "another-form")
def test_what_was_left_out_before(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[1] == "`scale` is passed by position there, and left out before"


@program(FORMS, "scaled(2 * x)", "another-form")
def test_what_is_left_out_now(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[1] == "`scale` is left out there, and passed by position before"


@program(FORMS, "n", "another-form", after="scaled(x, 2.0) + scaled(x, ")
def test_another_number_of_pythons(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[1] == "`scale` is a Python int there, and a Python float before"


@program(FORMS, "jnp.ones(())", "another-form")
def test_an_array_after_a_number(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[1] == "`scale` is float32[] there, and a Python float before"


@program(FORMS, "jnp.float32(3.0)", "another-form")
def test_arrays_of_numpy_and_of_jax_are_of_one_type(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(FORMS, "4.0", "another-form")
def test_one_form_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert "`scaled` is not traced at " in verdict.evidence[0]


@program(FORMS, "7.0", "another-form")
def test_the_order_of_keywords_is_no_form(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(FORMS, "8.0", "another-form")
def test_what_is_of_another_size_too_is_not_traced_for_its_form_alone(verdict: Verdict) -> None:
    assert verdict.reason.endswith("and not for its form alone")


@program(FORMS, "2", "another-form", after="power(x, 2), power(x, n=")
def test_a_static_value_by_keyword(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(FORMS, "7", "another-form", after="power(x, 2), power(x, n=")
def test_another_static_value_is_traced_in_any_form(verdict: Verdict) -> None:
    assert verdict.reason.endswith("and not for its form alone")


@program(FORMS, "5", "another-form", after="scaled(x, 2.0), power(x, n=")
def test_an_earlier_call_of_another_function_is_none(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(FORMS, "9.0", "another-form")
def test_who_comes_third_is_not_traced_for_the_second_was(verdict: Verdict) -> None:
    assert verdict.reason.endswith("was called in this form before, and in another one")


@program(FORMS, "state", "another-form", after="state = advanced(")
def test_a_loop_that_starts_from_a_number(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[1] == "`state['loss']` is float32[] there, and a Python float before"


@program(FORMS, "start", "another-form", after="start = begun(")
def test_a_loop_that_starts_from_an_array(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(FORMS, "4.5", "another-form")
def test_arguments_that_are_donated(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(FORMS, "6.5", "another-form", function="calls_scaled")
def test_a_call_that_is_part_of_a_trace_is_none(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(FORMS, "5.5", "another-form")
def test_a_call_that_is_not_reached(verdict: Verdict) -> None:
    assert verdict.reason == "line_not_reached"


@program(FORMS, "6.0", "another-form")
def test_a_made_up_call_refutes_nothing(verdict: Verdict) -> None:
    assert verdict.reason.startswith("not_reproduced")


@program(FORMS, "0.2", "another-form")
def test_another_method_makes_the_first_call(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    ending = "while running `Model.tunes()` after running `Model.trains()`"
    assert verdict.evidence[0].endswith(ending)
