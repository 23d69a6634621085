"""An item of a jax array is assigned, but jax arrays never change.

`x[0] = 1.0` and `x[i] += y` change a NumPy array in place. A jax array has no such operation,
traced or not, and raises TypeError (`del x[0]` AttributeError). `x.at[0].set(1.0)` returns a new
array with the item changed; `jax.jit` compiles it to a change in place wherever that is possible.

Not reported are NumPy arrays, also inside traced code, lists and dicts, references (`jax.new_ref`,
Pallas), variables of nnx, and `x += y` of the whole array, which binds a new one.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def clear(x):
        y = jnp.sin(x)
        y[0] = 0.0
        return y

    clear(jnp.ones(3))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def clear(x):
        y = jnp.sin(x)
        y = y.at[0].set(0.0)
        return y

    clear(jnp.ones(3))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import Array
from jitlint.interpreter.events.misuse import SetItem
from jitlint.rules import Rule
from jitlint.rules.wording import literal

rule = Rule(
    __name__,
    severity="error",
    claim="raises",
    errors=("TypeError", "AttributeError"),
    fix="binds the array that `.at[…]` returns",
)


@rule.on(SetItem)
def item_assignment_to_array(event: SetItem) -> Iterator[Finding[Place]]:
    """Yields a finding where the container surely is a jax array."""
    if isinstance(event.value, Array) and event.value.certain:
        target = literal(event.target)
        yield rule.finding(
            event,
            f"`{target}` cannot be changed in place: it is a jax array",
            note="raises here",
            help=f"bind a new array: `{target} = {target}.at[…].set(…)`, or `.add(…)`",
        )
