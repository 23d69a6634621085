"""A gradient is taken through a loop whose number of turns JAX does not know.

Reverse mode runs a loop backwards, and needs what each turn has computed. `jax.lax.while_loop`
does not keep it, nor does `jax.lax.fori_loop` where a bound is traced: a call of `jax.grad`,
`value_and_grad`, `jacrev` or `hessian` raises ValueError if the loop computes a part of the result
from what is differentiated. It raises as well where the loop stands in a branch of `lax.cond` that
is not taken: JAX differentiates both.

A loop of a fixed number of turns has a gradient: `scan`, or `fori_loop` with Python numbers as
bounds. `jax.jacfwd` goes forward through any loop, and `jax.custom_vjp` or
`jax.lax.custom_root` can say what the derivative is. Only loops that surely take part are
reported: not those behind `stop_gradient`, a comparison or a rounding, and not what a loop hands on
as it is.

Bad:

    import jax
    import jax.numpy as jnp
    from jax import lax

    def root(a):
        def unfinished(x):
            return jnp.abs(x * x - a) > 1e-5

        return lax.while_loop(unfinished, lambda x: 0.5 * (x + a / x), 1.0)

    print(jax.grad(root)(2.0))

Good:

    import jax
    from jax import lax

    def root(a):
        return lax.fori_loop(0, 20, lambda _, x: 0.5 * (x + a / x), 1.0)

    print(jax.grad(root)(2.0))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place, Step
from jitlint.interpreter.events.misuse import DifferentiatedLoop
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name

rule = Rule(__name__, severity="error", claim="rejected", errors=("ValueError",))


@rule.on(DifferentiatedLoop)
def gradient_through_unbounded_loop(event: DifferentiatedLoop) -> Iterator[Finding[Place]]:
    """Yields a finding where the loop surely computes what is differentiated."""
    yield rule.finding(
        event,
        f"`{event.wrapper}` of {callable_name(event.function)} goes back through a loop "
        "whose number of turns JAX does not know",
        note="has no reverse-mode derivative",
        help="give the loop a fixed number of turns, by `lax.scan` or Python numbers as bounds of "
        "`fori_loop`, take `jax.jacfwd`, or write the derivative with `jax.custom_vjp`",
        last=Step(event.loop, "the loop that it goes through"),
    )
