"""A parameter of an abstract class is given an object of the subclass that the finding is about."""

from asked import program

from jitlint.core.finding import Verdict

LOSSES = """
    import abc
    from functools import partial

    import jax
    import jax.numpy as jnp

    class Loss(abc.ABC):
        @abc.abstractmethod
        def of(self, x):
            ...

    class Smooth(Loss):
        def of(self, x):
            return jnp.abs(x)

    class Weighted(Loss):
        def __init__(self, weight: float, power: int):
            self.weight = weight
            self.power = power

        def of(self, x):
            return self.weighted(x) ** self.power

        def weighted(self, x):
            return self.weight * x if x > 1 else x

    class Scaled(Weighted):
        def of(self, x):
            return float(x)

    @partial(jax.jit, static_argnums=1)
    def step(x, loss: Loss):
        return loss.of(x)
    """


@program(LOSSES, "x > 1", "raises", errors=("TracerBoolConversionError",), function="step")
def test_a_method_that_the_filled_in_one_calls(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "Weighted(" in verdict.arguments


@program(LOSSES, "float(x)", "raises", errors=("ConcretizationTypeError",), function="step")
def test_a_class_below_one_that_fills_it_in(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "Scaled(" in verdict.arguments


@program(LOSSES, "jnp.abs(x)", "raises", errors=("TracerBoolConversionError",), function="step")
def test_one_that_does_not_raise_is_not_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome != "confirmed"
