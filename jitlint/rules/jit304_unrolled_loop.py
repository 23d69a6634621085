"""A Python loop in traced code is unrolled: every iteration is traced and compiled by itself.

`for _ in range(1000)` does not become a loop of the compiled code. Python runs it while tracing,
and JAX sees the operations of a thousand iterations one after another; the time to compile grows at
least with their number. `jax.lax.fori_loop` and `jax.lax.scan` compile their body once.

Small loops are fine, and often faster than a loop on the device: fewer than 100 iterations are not
reported, fewer than 500 only as a note. Not reported are loops without work on arrays, loops
outside traced code, and loops whose length is not known.

Loops are over a `range`, or over the rows of a traced array whose length is known here.

`--unsafe-fixes` writes `jax.lax.fori_loop`, under the conditions of JIT104.

`--unsafe-fixes` writes `jax.lax.scan` for a loop over the rows of an array (`for row in xs`, or
`for i in range(len(xs))` that reads `xs[i]` only) or over a `range` whose counter is not read. Each
statement of its body binds one name or appends to a list, by arithmetic and functions of
`jax.numpy` that do nothing else. A list begins as `[]` right before the loop, is appended to once
in each turn, and is read by `jnp.stack`, `jnp.array` or `jnp.asarray` of it alone; what is appended
is known to have one type, which is not weak. What a turn reads of the one before, or is read after
the loop, is carried: it is bound before and known to keep its shape, type and weak type, where a
number becomes an array without axes in the first turn. If nothing is carried, the loop becomes
`jax.lax.map`.

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

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def states(weights, state, inputs):
        found = []
        for row in inputs:
            state = jnp.tanh(weights @ state + row)
            found.append(state)
        return jnp.stack(found)

    result = states(jnp.eye(2), jnp.zeros(2), jnp.ones((600, 2)))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def states(weights, state, inputs):
        def body(state, row):
            state = jnp.tanh(weights @ state + row)
            return state, state

        _, found = jax.lax.scan(body, state, inputs)
        return found

    result = states(jnp.eye(2), jnp.zeros(2), jnp.ones((600, 2)))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import Unroll
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name

rule = Rule(__name__, severity="warning", claim="none", fix="runs the loop by `jax.lax`")

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
            keeps=event.keeps,
        )
