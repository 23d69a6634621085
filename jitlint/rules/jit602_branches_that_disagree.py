"""The branches of a conditional return different structures or types.

`jax.lax.cond` and `jax.lax.switch` trace all their branches, since which one runs is known only
when the compiled code does. So they must return the same pytree: the same containers with the same
keys and lengths, `None` only where the others return `None`, and arrays of the same shape and
dtype. Otherwise the call raises
TypeError, whichever branch is taken.

Only differences that are sure are reported; nothing is said of what a branch gets from elsewhere.

`--unsafe-fixes` writes a tuple for a list, or a list for a tuple, in what the second branch of
`cond` returns, where both are written out with as many values.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def clipped(x):
        return jax.lax.cond(x.sum() > 1.0, lambda x: (x / x.sum(), True), lambda x: x, x)

    clipped(jnp.ones(3))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def clipped(x):
        return jax.lax.cond(x.sum() > 1.0, lambda x: (x / x.sum(), True), lambda x: (x, False), x)

    clipped(jnp.ones(3))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import DifferentBranches
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=("TypeError",),
    fix="returns the same containers",
)


@rule.on(DifferentBranches)
def branches_that_disagree(event: DifferentBranches) -> Iterator[Finding[Place]]:
    """Yields a finding where two branches surely return different structures."""
    first, second = (callable_name(name) for name in event.branches)
    where = literal(f" at `{event.path}`") if event.path else ""
    yield rule.finding(
        event,
        f"the branches of `{event.function}` must return the same structure and types, but{where} "
        f"{first} returns {literal(event.first)} and {second} {literal(event.second)}",
        note="needs branches that return the same structure and types",
        help="let all branches return the same containers, with values that stand for nothing",
    )
