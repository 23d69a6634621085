"""An index lies outside of the array, and JAX does not raise.

Python and NumPy raise IndexError where there is no such item. JAX cannot, since compiled code
raises nothing: `x[i]` gives the first or the last item, `x.at[i].set(y)` leaves `x` as it is, and
`jnp.take(x, i)` gives NaN, or another number that stands for none. The program goes on with a
wrong number, in traced code and outside of it.

Only numbers are reported that are known, for axes of known sizes. A call that passes `mode`, as
`x.at[i].get(mode="fill")`, says what it wants.

Bad:

    import jax.numpy as jnp

    x = jnp.array([1.0, 2.0, 4.0])
    last = x[3]

Good:

    import jax.numpy as jnp

    x = jnp.array([1.0, 2.0, 4.0])
    last = x[-1]
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import IndexBeyond
from jitlint.rules import Rule
from jitlint.rules.wording import literal

rule = Rule(__name__, severity="warning", claim="unchecked")


@rule.on(IndexBeyond)
def index_out_of_range(event: IndexBeyond) -> Iterator[Finding[Place]]:
    """Yields a finding where an index surely is out of range."""
    if event.how == "jax.numpy.take":
        instead = "makes NaN of it, or the largest number"
    elif event.how == "x[…]" or event.how.endswith(".get"):
        instead = "gives the first or the last item instead"
    else:
        instead = "leaves the update out"
    yield rule.finding(
        event,
        f"`{literal(event.type)}` has no item {literal(event.problem)}: "
        f"JAX does not raise, and {instead}",
        note="there is no such item",
        help='if it is meant, say so: `x.at[i].get(mode="fill")`, `x.at[i].set(y, mode="drop")`',
    )
