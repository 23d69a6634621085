"""An array is read after its buffer was donated to a jitted function.

With `donate_argnums` or `donate_argnames` JAX may write the result into the memory of an argument.
The array that was passed is deleted then: whoever reads its values afterwards, in the next line or
in the next iteration, gets RuntimeError (before JAX 0.12 a ValueError if it is passed to a jitted
function). This holds on the CPU, too.

Not reported are names that are bound anew by the call (`params = step(params)`), questions about
shape, dtype or deletion, `delete()`, NumPy arrays and Python numbers, which are copied, and calls
inside traced code, where nothing is donated. Nor are arrays that JAX cannot use: no output has
their shape and type, or another argument has become the output; and what `jax.pmap` is given by
keyword.

`--unsafe-fixes` passes a copy to the call that donates, `x.copy()` where `x` surely is one array
and else `jax.tree.map(jnp.copy, x)`, if the call names the function that is jitted in the file and
it is known which argument is read: results stay, and so does the memory that donating was to save.

Bad:

    import jax
    import jax.numpy as jnp

    def scaled(x):
        return 2 * x

    step = jax.jit(scaled, donate_argnums=0)

    x = jnp.ones(3)
    y = step(x)
    result = x + y

Good:

    import jax
    import jax.numpy as jnp

    def scaled(x):
        return 2 * x

    step = jax.jit(scaled, donate_argnums=0)

    x = jnp.ones(3)
    x = step(x)
    result = x + 1
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place, Step
from jitlint.interpreter.events.misuse import DonatedRead
from jitlint.rules import Rule
from jitlint.rules.wording import literal

rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=("RuntimeError", "ValueError"),
    fix="donates a copy",
)


@rule.on(DonatedRead)
def donated_buffer_reuse(event: DonatedRead) -> Iterator[Finding[Place]]:
    """Yields a finding where the array has been deleted."""
    name = literal(event.name)
    yield rule.finding(
        event,
        f"`{name}` is read after its buffer was donated: the array has been deleted",
        note="deleted by now",
        help=f"bind the result to `{name}`, read it before the call, or do not donate it",
        last=Step(event.donated_at, "its buffer is donated here"),
    )
