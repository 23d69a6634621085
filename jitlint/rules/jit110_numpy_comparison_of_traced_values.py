"""NumPy compares traced values, and returns False whatever they are.

`np.array_equal` and `np.array_equiv` turn their arguments into ndarrays and take any error as "not
equal". A tracer cannot be turned into one; so under `jax.jit`, `jax.vmap` and `jax.grad` both
answer False, silently, and even for `np.array_equal(x, x)`. Whatever depends on the result is wrong
in all later calls, and right without jit.

Not reported are `jnp.array_equal`, which gives a traced bool; NumPy on shapes, constants and static
arguments; and arrays of the enclosing scope.

Bad:

    import jax
    import jax.numpy as jnp
    import numpy as np

    @jax.jit
    def distance(x, y):
        if np.array_equal(x, y):
            return jnp.float32(0.0)
        return jnp.max(jnp.abs(x - y)) + 1.0

    answer = distance(jnp.ones(3), jnp.ones(3))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def distance(x, y):
        same = jnp.array_equal(x, y)
        return jnp.where(same, 0.0, jnp.max(jnp.abs(x - y)) + 1.0)

    answer = distance(jnp.ones(3), jnp.ones(3))
"""

from collections.abc import Iterator
from dataclasses import replace

from jitlint.core.finding import Claim, Finding, Place
from jitlint.interpreter.events import NumpyEquality
from jitlint.rules import Rule
from jitlint.rules.tracers import all_of, tracers_within
from jitlint.rules.wording import last_part, origin, spelled

rule = Rule(__name__, severity="warning", claim="lost", fix="compares with `jax.numpy`")

UNTESTED = Claim("none")
"""`jax.disable_jit` would change nothing where only `grad` or `vmap` traces."""


@rule.on(NumpyEquality)
def numpy_comparison_of_traced_values(event: NumpyEquality) -> Iterator[Finding[Place]]:
    """Yields a finding where NumPy answers before there is anything to compare."""
    trace, compared = event.trace, tracers_within(event.values)
    if trace and compared:
        found = rule.finding(
            event,
            f"`{spelled(event.function)}()` is always False here: "
            f"what it compares is traced: {origin(all_of(compared), trace)}",
            note="False, whatever the values",
            help=f"use `{_equivalent(event.function)}`, "
            "and `jnp.where` or `jax.lax.cond` for what depends on it",
        )
        yield found if trace.stages else replace(found, claim=UNTESTED)


def _equivalent(function: str) -> str:
    return f"jnp.{last_part(function)}"
