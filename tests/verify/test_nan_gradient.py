"""Gradients are taken as the program takes them, and with other arguments: NaN has to arise."""

from asked import program

from jitlint.core.finding import Verdict

KIND = "nan-gradient"
SINGULAR = """
    from functools import partial

    import jax
    import jax.numpy as jnp
    from jax import lax

    def drag(speed):
        return jnp.where(speed < 1.0, speed, jnp.sqrt(speed))

    print(jax.grad(drag)(0.5))

    def entropy(p):
        return -jnp.sum(jnp.where(p > 0, p * jnp.log(p), 0.0))

    def slope_of_entropy():
        return jax.jit(jax.grad(entropy))(jnp.array([0.25, 0.75]))

    def share(p):
        q = p / jnp.sum(p)
        return jnp.sum(jnp.where(q > 0, 2 * jnp.log10(q), 0.0))

    slopes = jax.vmap(jax.grad(share))(jnp.ones((2, 3)))

    def squared(a):
        root = jnp.sqrt(jnp.sum(a**2))
        return root * root, "more"

    def slope_of_square():
        return jax.value_and_grad(squared, has_aux=True)(jnp.ones(3))

    def mean(total, count):
        return jnp.where(count > 0, total / count, 0.0)

    @partial(jax.jit, static_argnums=1)
    def step(batch, size):
        def loss(scale):
            return mean(jnp.sum(batch) * scale, jnp.sum(batch[:size]))

        return jax.grad(loss)(2.0)

    step(jnp.ones(4), 2)

    def pulled(x):
        return jax.vjp(lambda y: jnp.where(y != 0, 1 / y, 0.0), x)[1](1.0)

    def stopped(x):
        return x * jnp.where(x > 0, lax.stop_gradient(jnp.log(x)), 0.0)

    def slope_of_stopped():
        return jax.grad(stopped)(3.0)

    def guarded(x):
        safe = jnp.where(x > 0, x, 1.0)
        return jnp.where(x > 0, jnp.log(safe), 0.0)

    def slope_of_guarded():
        return jax.grad(guarded)(3.0)

    def unused(x):
        return jnp.where(x > 0, jnp.log1p(x), 0.0)

    def only_a_value():
        return unused(2.0)

    def two(x):
        first = jnp.where(x > 0, jnp.sqrt(x), 0.0)
        return first + jnp.where(x > 0, jnp.exp(x), 0.0)

    def slope_of_two():
        return jax.grad(two)(1.0)

    def distance(params, data):
        return jnp.linalg.norm(params["a"] - data) ** 2

    def slope_of_distance():
        return jax.grad(distance)({"a": jnp.arange(2.0)}, jnp.arange(2.0))

    def infinite(x):
        return jnp.arccos(x) / x

    def slope_of_infinite():
        return jax.grad(infinite)(0.5)
    """


@program(SINGULAR, "jnp.sqrt(speed)", KIND)
def test_a_gradient_that_the_import_takes(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments == "drag(0.0)"
    assert verdict.evidence[0] == "the gradient of `drag` is NaN, and its value is a number"
    assert verdict.evidence[1].endswith("tutorial.py:8")


@program(SINGULAR, "jnp.log(p)", KIND)
def test_a_gradient_under_jit(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments == "entropy(jnp.full((2,), 0.0))"


@program(SINGULAR, "jnp.log10(q)", KIND)
def test_one_element_is_changed_alone(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(SINGULAR, "root * root", KIND)
def test_a_zero_is_followed_from_a_square_to_its_root(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments == "squared(jnp.full((3,), 0.0))"


@program(SINGULAR, "total / count", KIND, function="step", within="")
def test_a_closure_over_what_jit_traces(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(SINGULAR, "1 / y", KIND)
def test_what_vjp_differentiates(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(SINGULAR, "jnp.log(x)", KIND)
def test_a_gradient_that_is_stopped_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(SINGULAR, "jnp.log(safe)", KIND)
def test_a_slope_that_is_not_met_where_it_is_infinite_shows_nothing(verdict: Verdict) -> None:
    assert verdict.reason.startswith("not_reproduced")


@program(SINGULAR, "jnp.log1p(x)", KIND)
def test_where_no_gradient_is_taken_nothing_is_shown(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(SINGULAR, "jnp.exp(x)", KIND)
def test_a_nan_that_arises_elsewhere_is_not_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome != "confirmed"


@program(SINGULAR, 'jnp.linalg.norm(params["a"] - data) ** 2', KIND)
def test_a_call_is_told_as_it_is_made(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments == "distance({'a': jnp.array([0.0, 1.0])}, jnp.array([0.0, 1.0]))"


@program(SINGULAR, "jnp.arccos(x)", KIND)
def test_where_the_value_is_no_number_either_nothing_is_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome != "confirmed"


FORGED = """
    import jax
    import jax.numpy as jnp

    jax.grad = lambda function: lambda x: jnp.nan
    jax.vjp = lambda function, *primals: (0.0, lambda each: (jnp.nan,))

    def smooth(x):
        return jnp.where(x > 0, jnp.exp(x), 0.0)

    def slope():
        return jax.grad(smooth)(1.0)
    """
REPLACED = """
    import jax
    import jax.numpy as jnp
    from jax import grad

    take = jax.grad

    def number(function):
        return lambda *args: jnp.nan_to_num(take(function)(*args))

    jax.grad = number

    def root(x):
        return jnp.where(x > 0, jnp.sqrt(x), 0.0)

    def slope():
        return grad(root)(1.0)
    """


@program(FORGED, "jnp.exp(x)", KIND, function="smooth", transform="jax.grad", within="slope")
def test_a_gradient_of_the_programs_own_is_none_of_jax(verdict: Verdict) -> None:
    assert verdict.outcome != "confirmed"


@program(REPLACED, "jnp.sqrt(x)", KIND)
def test_what_took_gradients_before_is_heard(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
