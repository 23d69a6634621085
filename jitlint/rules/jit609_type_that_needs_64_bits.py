"""A program asks JAX for a type of 64 bits, and gets one of 32.

Unless 64 bits are switched on, JAX has none: `jnp.zeros(3, dtype=jnp.float64)`, `x.astype("int64")`
and `jax.random.normal(key, dtype=np.float64)` make arrays of 32 bits. What is computed with them
has seven digits instead of sixteen, and integers overflow at 2**31. JAX warns of it.
`dtype=float` and `dtype=int` mean 32 bits to JAX, and so does a NumPy array that is handed
over without a type: these it takes without a word, and so does jitlint.

Whether a library has 64 bits is for who imports it to say. So only what a script comes to for
certain is reported: a notebook, what stands below `if __name__ == "__main__"`, or a module that
prints or calls its own functions when it is executed. No module of the program may mention x64, or
import what may have switched 64 bits on: a package that jitlint knows nothing of. Nothing is known
of `JAX_ENABLE_X64=1` on the command line.

Bad:

    import jax.numpy as jnp

    steps = jnp.full(3, 1e-9, dtype=jnp.float64)
    print(1.0 + steps)

Good:

    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    steps = jnp.full(3, 1e-9, dtype=jnp.float64)
    print(1.0 + steps)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.aval import WIDE
from jitlint.interpreter.events.misuse import WideType
from jitlint.rules import Rule

rule = Rule(__name__, severity="warning", claim="warns")


@rule.on(WideType)
def type_that_needs_64_bits(event: WideType) -> Iterator[Finding[Place]]:
    """Yields a finding where JAX surely makes 32 bits of a type of 64."""
    asked, made = event.dtype, WIDE[event.dtype]
    yield rule.finding(
        event,
        f"JAX makes a `{made}` where `{asked}` is asked for: 64 bits are off",
        note=f"becomes a `{made}`",
        help='switch them on before the first array, by `jax.config.update("jax_enable_x64", '
        f"True)`, or ask for `{made}`",
    )
