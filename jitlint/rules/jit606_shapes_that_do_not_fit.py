"""Arrays are combined whose shapes cannot be.

Operators and functions of `jax.numpy` broadcast their operands: from the last axis on, each two
sizes are the same, or one of them is 1. The inner sizes of a product of matrices are the same, and
so are all sizes of arrays that `stack` puts together, and all but that along the axis of those that
`concatenate` does. `reshape` keeps the number of elements, and `x.at[i].set(y)` takes a `y` that
broadcasts to `x[i]`, but no larger one. Anything else raises TypeError or ValueError, in traced
code and outside of it.

Only shapes that are sure are reported, in the notation of JAX: `f32[2,3]`; a size that is not known
is written `?`. Nothing is said of arrays that come from an unknown caller.

`--unsafe-fixes` adds `keepdims=True` where an array is combined with a reduction of itself along
one axis.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def layer(weights, x):
        return weights @ x

    layer(jnp.ones((2, 3)), jnp.ones(4))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def layer(weights, x):
        return weights @ x

    layer(jnp.ones((2, 4)), jnp.ones(4))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import UnfitShapes
from jitlint.rules import Rule
from jitlint.rules.wording import literal, spelled

rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=("TypeError", "ValueError"),
    fix="keeps the dimension",
)


@rule.on(UnfitShapes)
def shapes_that_do_not_fit(event: UnfitShapes) -> Iterator[Finding[Place]]:
    """Yields a finding where shapes surely cannot be combined."""
    function = spelled(event.function.replace("jax.Array", ""))
    yield rule.finding(
        event,
        f"`{literal(function)}` cannot {literal(event.problem)}",
        note="raises here: the shapes do not fit",
        help="make the shapes agree, as by `reshape`, `.T` or `x[:, None]`",
    )
