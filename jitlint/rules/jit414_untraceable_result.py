"""A traced function returns what is no array, and holds no arrays.

What a function returns to `jax.jit` becomes the outputs of compiled code, and these can be arrays,
numbers and containers of them. A function, a class, a text, a set or an object of a class that JAX
does not know as a pytree cannot be one, and the call raises TypeError. So a jitted factory cannot
return a closure: JAX refuses the function, and what it closes over would be a tracer anyway.

Not reported are objects of unknown classes, functions made pytrees by `jax.tree_util.Partial`, and
wrappers that hand such results on (`eqx.filter_jit`).

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def line(knots):
        slope = knots[1] - knots[0]
        return lambda x: knots[0] + slope * x

    line(jnp.arange(2.0))(0.5)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def line(knots):
        slope = knots[1] - knots[0]
        return jax.tree_util.Partial(lambda start, slope, x: start + slope * x, knots[0], slope)

    line(jnp.arange(2.0))(0.5)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import TracedResult
from jitlint.rules import Rule
from jitlint.rules.untraceable import untraceable
from jitlint.rules.wording import callable_name

rule = Rule(__name__, severity="error", claim="rejected", errors=("TypeError",))


@rule.on(TracedResult)
def untraceable_result(event: TracedResult) -> Iterator[Finding[Place]]:
    """Yields a finding where a result surely is, or holds, what JAX cannot hand on."""
    what = untraceable(event.value, event.opaque)
    if what:
        inside = what.startswith("holds ")
        returned = f"returns what {what}" if inside else f"returns {what}"
        yield rule.finding(
            event,
            f"`{event.wrapper}` hands on arrays and containers of arrays only, but "
            f"{callable_name(event.function)} {returned}",
            note="cannot be handed on",
            help="return arrays, and make the rest of them outside of the traced function",
        )
