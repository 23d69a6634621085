"""The gradient is taken of a function that does not return one number.

`jax.grad` and `jax.value_and_grad` need a function that returns one real number. A tuple, a dict,
an array, `None` or an int raises TypeError at the call. A function that returns more than its loss
returns a pair, the loss and the rest, and `has_aux=True` says so; then anything but a pair raises.

An array of one element is no number either. Only results that are sure are reported.

`--unsafe-fixes` says `has_aux=True` where all that a function returns are pairs, and takes the
gradient from what `jax.grad` returns then. Of a lambda it returns the only number of a list or a
dict, a float for a whole number, and a pair for three values of which `has_aux` needs two.

Bad:

    import jax
    import jax.numpy as jnp

    def loss(w, x):
        predicted = w * x
        return jnp.sum(predicted ** 2), predicted

    jax.grad(loss)(1.0, jnp.ones(3))

Good:

    import jax
    import jax.numpy as jnp

    def loss(w, x):
        predicted = w * x
        return jnp.sum(predicted ** 2), predicted

    jax.grad(loss, has_aux=True)(1.0, jnp.ones(3))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import DifferentiatedResult
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name

rule = Rule(
    __name__, severity="error", claim="rejected", errors=("TypeError",), fix="says `has_aux=True`"
)


@rule.on(DifferentiatedResult)
def gradient_of_no_number(event: DifferentiatedResult) -> Iterator[Finding[Place]]:
    """Yields a finding where a function surely returns no number, or no pair if one is needed."""
    needs = "a pair, since `has_aux` is True" if event.with_aux else "one real number"
    helped = "return a pair `loss, aux`" if event.with_aux else "return the number alone"
    more = "" if event.with_aux else ", or a pair of it and the rest with `has_aux=True`"
    yield rule.finding(
        event,
        f"`{event.wrapper}` needs a function that returns {needs}, "
        f"but {callable_name(event.function)} returns {event.what}",
        note="has no gradient",
        help=helped + more,
    )
