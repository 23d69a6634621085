"""A derivative is taken by integers.

`jax.grad`, `value_and_grad`, `jacfwd`, `jacrev` and `hessian` differentiate by real numbers. An
int, a bool, or an array of them raises TypeError at the call, even if the function makes a float
of it at once: there is no derivative by what cannot change a little.

Only integers that are sure are reported: numbers that are written or counted, alone or in
containers, and arrays of them made in the call. Nothing is said where `allow_int` is given.

`--fix` writes floats for whole numbers, `float(len(xs))`, `jnp.arange(3.0)` and `jnp.float32`,
where they are written in the call.

Bad:

    import jax

    slope = jax.grad(lambda x: 0.5 * x ** 2)
    print(slope(2))

Good:

    import jax

    slope = jax.grad(lambda x: 0.5 * x ** 2)
    print(slope(2.0))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import DifferentiatedIntegers
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(
    __name__, severity="error", claim="rejected", errors=("TypeError",), fix="passes floats"
)


@rule.on(DifferentiatedIntegers)
def gradient_of_integers(event: DifferentiatedIntegers) -> Iterator[Finding[Place]]:
    """Yields a finding for each argument that surely is, or holds, integers."""
    yield rule.finding(
        event,
        f"`{event.wrapper}` differentiates {callable_name(event.function)} by "
        f"`{literal(event.parameter)}`, but `{{0}}` {event.what}",
        quotes=(event.at,),
        note="cannot be differentiated by",
        help="pass floats, as `2.0` for `2`, or give `argnums` of the parameters that are real",
    )
