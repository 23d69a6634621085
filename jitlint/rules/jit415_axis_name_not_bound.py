"""A collective names an axis that nothing around it binds.

`jax.lax.psum`, `pmean`, `all_gather`, `axis_index` and their like work across a mapped axis, which
they know by its name. `jax.vmap` and `jax.pmap` bind a name only if it is passed as `axis_name`,
and `jax.shard_map` binds those of its mesh; `jit`, `grad` and `scan` bind none. A name that is not
bound when the function is traced raises NameError.

A function that uses a collective may well be mapped by whoever calls it. So only calls are
reported that are known from their start, in the module or in a function without parameters, and
where each transformation on the way is known to bind no such name.

`--unsafe-fixes` names the axis of the `jax.vmap` in the same file that traces the function, if it
has no name.

Bad:

    import jax
    import jax.numpy as jnp

    def centred(x):
        return x - jax.lax.pmean(x, axis_name="batch")

    y = jax.vmap(centred)(jnp.arange(4.0))

Good:

    import jax
    import jax.numpy as jnp

    def centred(x):
        return x - jax.lax.pmean(x, axis_name="batch")

    y = jax.vmap(centred, axis_name="batch")(jnp.arange(4.0))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import UnboundAxis
from jitlint.rules import Rule
from jitlint.rules.wording import literal

rule = Rule(
    __name__, severity="error", claim="rejected", errors=("NameError",), fix="names the axis"
)


@rule.on(UnboundAxis)
def axis_name_not_bound(event: UnboundAxis) -> Iterator[Finding[Place]]:
    """Yields a finding where a name is surely bound by no transformation around."""
    axis = literal(event.axis)
    yield rule.finding(
        event,
        f"`{literal(event.function)}` works across the axis '{axis}', "
        "but no transformation around it binds that name",
        note="this axis has no name here",
        help=f'pass `axis_name="{axis}"` to the `jax.vmap` or `jax.pmap` that maps the axis',
    )
