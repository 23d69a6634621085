"""A large array from outside becomes a constant of the compiled code.

What traced code reads besides its arguments is copied into the program that JAX compiles. A large
array makes lowering and compiling slow, for XLA tries to compute with it beforehand, and takes its
memory once more for every compilation. Passed as an argument it costs nothing.

Arrays of a million elements are reported as a note, of sixteen million as a warning. Not reported
are arrays whose size is not written where they are made, `data.shape` and `len(data)`, which take
nothing along, and arrays that are made while tracing.

`--unsafe-fixes` passes an array of the surrounding function as an argument, under the conditions of
JIT205.

Bad:

    import jax
    import jax.numpy as jnp

    table = jnp.ones((4096, 4096))

    def looked_up(x):
        return x @ table

    result = jax.jit(looked_up)(jnp.ones(4096))

Good:

    import jax
    import jax.numpy as jnp

    table = jnp.ones((4096, 4096))

    def looked_up(x, table):
        return x @ table

    result = jax.jit(looked_up)(jnp.ones(4096), table)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.compiling import CapturedConstant
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(__name__, severity="warning", claim="none", fix="passes it as an argument")

SLOW = 1 << 24
MILLION = 1_000_000


@rule.on(CapturedConstant)
def large_captured_constant(event: CapturedConstant) -> Iterator[Finding[Place]]:
    """Yields a warning for what is slow to compile, a note for what may be."""
    trace = event.trace
    if trace and trace.stages:
        name = literal(event.name)
        yield rule.finding(
            event,
            f"`{name}`, of {round(event.elements / MILLION)} million elements, becomes a "
            f"constant of the compiled code of {callable_name(trace.entry.function)}",
            note="copied into the compiled code",
            help=f"pass `{name}` as an argument",
            severity="warning" if event.elements >= SLOW else "note",
        )
