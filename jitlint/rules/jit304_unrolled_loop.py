"""A Python loop in traced code is unrolled: every iteration is traced and compiled by itself.

`for _ in range(1000)` does not become a loop of the compiled code. Python runs it while tracing,
and JAX sees the operations of a thousand iterations one after another; the time to compile grows at
least with their number. `jax.lax.fori_loop` and `jax.lax.scan` compile their body once.

Small loops are fine, and often faster than a loop on the device: fewer than 100 iterations are not
reported, fewer than 500 only as a note. Not reported are loops without work on arrays, loops
outside traced code, and loops whose length is not known.

`--unsafe-fixes` writes `jax.lax.fori_loop`, under the conditions of JIT104.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def iterate(x):
        for _ in range(1000):
            x = jnp.sin(x)
        return x

    result = iterate(1.0)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def iterate(x):
        return jax.lax.fori_loop(0, 1000, lambda _, value: jnp.sin(value), x)

    result = iterate(1.0)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import Unroll
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name

rule = Rule(__name__, severity="warning", claim="none", fix="counts by `jax.lax.fori_loop`")

NOTABLE = 100
SLOW = 500


@rule.on(Unroll)
def unrolled_loop(event: Unroll) -> Iterator[Finding[Place]]:
    """Yields a warning for what takes long to compile, a note for what may."""
    trace = event.trace
    if trace and trace.stages and event.turns >= NOTABLE:
        name = callable_name(trace.entry.function)
        yield rule.finding(
            event,
            f"a Python loop is unrolled into {event.turns} iterations, each of them compiled, "
            f"while {name} is traced",
            note="unrolled while tracing",
            help="use `jax.lax.fori_loop` or `jax.lax.scan`, which compile their body once",
            severity="warning" if event.turns >= SLOW else "note",
        )
