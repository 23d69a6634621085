"""An array is sliced between bounds that are traced.

`x[:n]` has `n` elements, and compiled code has one shape; so the bounds of a slice must be known
while tracing, even where their difference is. JAX raises IndexError ("Array slice indices must
have static start/stop/step").

One index may be traced: `x[i]` is a single element wherever it lies. So may the place of a slice
whose length is static, which `jax.lax.dynamic_slice_in_dim` and
`jax.lax.dynamic_update_slice_in_dim` take apart from each other.

Not reported are bounds that come from shapes or static arguments, and `jax.grad` alone.

`--unsafe-fixes` makes the parameters static, under the conditions of JIT105.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def window(x, start):
        return x[start : start + 2]

    window(jnp.arange(5.0), 1)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def window(x, start):
        return jax.lax.dynamic_slice_in_dim(x, start, 2)

    window(jnp.arange(5.0), 1)

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def sum_of_first(x, n):
        return jnp.sum(x[:n])

    sum_of_first(jnp.arange(5.0), 3)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def sum_of_first(x, n):
        return jnp.sum(jnp.where(jnp.arange(x.size) < n, x, 0.0))

    sum_of_first(jnp.arange(5.0), 3)

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def cleared(x, n):
        return x.at[n:].set(0.0)

    cleared(jnp.arange(5.0), 3)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def cleared(x, n):
        return jnp.where(jnp.arange(x.size) < n, x, 0.0)

    cleared(jnp.arange(5.0), 3)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events import SliceBound
from jitlint.rules import Rule
from jitlint.rules.concrete import concrete_value_needed, is_abstract

rule = Rule(
    __name__,
    severity="error",
    claim="raises",
    errors=("IndexError",),
    fix="makes the parameter static",
)

READS = (
    "use `jax.lax.dynamic_slice_in_dim` if the length is static, "
    "or else `jnp.where` with `jnp.arange(…) < bound`"
)
UPDATES = (
    "use `jax.lax.dynamic_update_slice_in_dim` if the length is static, "
    "or else `jnp.where` with `jnp.arange(…) < bound`"
)


@rule.on(SliceBound)
def traced_slice_bound(event: SliceBound) -> Iterator[Finding[Place]]:
    """Yields a finding where the length of a slice would follow from what is not known yet."""
    if is_abstract(event.bound):
        slice = "an update of a slice" if event.updates else "a slice of an array"
        message = f"{slice} needs concrete bounds, but `{{0}}` is traced"
        help = UPDATES if event.updates else READS
        yield from concrete_value_needed(rule, event, event.bound, event.bound_at, message, help)
