"""A traced value is passed where `custom_vjp` takes what is not differentiated.

What `nondiff_argnums` and `nondiff_argnames` name, `jax.custom_vjp` hands to the rules as it is: it
is for functions, texts, sizes and flags. A tracer there raises UnexpectedTracerError, whichever
transformation has made it: `jit`, `vmap`, `scan`, or `grad` by that very argument. Even an array
that is made within a jitted function is one.

An array belongs among the other arguments; the backward rule returns None for it, or zeros, where
no derivative by it is wanted. `jax.custom_jvp` takes tracers there, but for those of a loop or of
a branch that is differentiated as a whole: `grad` of what calls `lax.scan` meets the tracers of its
body when these are gone. It raises at the loop, and is reported there; before JAX 0.10 some of it
is an AssertionError. Nothing is said where all of this is under `jit`.

`--unsafe-fixes` takes the argument out of `nondiff_argnums`, keeps it beside the residuals, and
returns None for it. It does so where it is the only number there, where the function and its rules
only add, subtract, multiply and divide by it, or select with it, where the file does nothing with
the function but call it, and where both rules are lambdas or functions for nothing else.

Bad:

    from functools import partial
    import jax
    import jax.numpy as jnp

    @partial(jax.custom_vjp, nondiff_argnums=(1,))
    def masked(x, mask):
        return x * mask

    masked.defvjp(lambda x, mask: (x * mask, None), lambda mask, _, g: (g * mask,))

    @jax.jit
    def loss(x, mask):
        return masked(x, mask).sum()

    loss(jnp.ones(3), jnp.array([1.0, 0.0, 1.0]))

Good:

    import jax
    import jax.numpy as jnp

    @jax.custom_vjp
    def masked(x, mask):
        return x * mask

    masked.defvjp(lambda x, mask: (x * mask, mask), lambda mask, g: (g * mask, None))

    @jax.jit
    def loss(x, mask):
        return masked(x, mask).sum()

    loss(jnp.ones(3), jnp.array([1.0, 0.0, 1.0]))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import TracedNondiff
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=("UnexpectedTracerError",),
    fix="lets the argument be traced",
)


@rule.on(TracedNondiff)
def traced_nondiff_argument(event: TracedNondiff) -> Iterator[Finding[Place]]:
    """Yields a finding for each parameter that surely is given a tracer."""
    parameter = f"`{literal(event.parameter)}`"
    if event.call is not None:
        yield _of_body(event, event.call, parameter)
        return
    yield rule.finding(
        event,
        f"{callable_name(event.function)} does not differentiate by {parameter}, "
        "and so must not be given a tracer for it",
        note=f"{parameter} is traced here",
        help=f"leave {parameter} out of the `nondiff` options, "
        "and return None for it from the backward rule",
    )


def _of_body(event: TracedNondiff, call: Place, parameter: str) -> Finding[Place]:
    return rule.finding(
        event,
        f"{callable_name(event.function)} does not differentiate by {parameter}, and is given "
        f"a tracer for it in what `{event.body}` runs, which is differentiated",
        quotes=(event.at, call),
        note=f"{parameter} is a tracer of this",
        help=f"leave {parameter} out of the `nondiff` options, and its tangent aside in the rule",
        errors=("UnexpectedTracerError", "TypeError", "AssertionError"),
    )
