"""The body of a loop returns a carry of another structure or type than the one it was given.

`jax.lax.scan`, `fori_loop` and `while_loop` trace their body once, and run it with what it
returned before. So the first carry and the returned one must be the same pytree: the same
containers with the same keys and lengths, `None` only where there was `None`, and arrays of the
same shape and dtype. A number of Python, or an array of weak type, takes the dtype that the body
returns, but no other shape. Otherwise the
loop raises TypeError where it is called, even if it would not run once.

Only differences that are sure are reported, for known arrays, numbers, `None`, tuples, lists, dicts
and registered classes: nothing is said of a carry that comes from an unknown caller.

`--unsafe-fixes` writes a tuple for a list, or a list for a tuple, in what the body returns, where
that and the first carry are written out with as many values.

Bad:

    import jax
    import jax.numpy as jnp

    def body(carry, x):
        return x, x ** 2

    jax.lax.scan(body, None, jnp.ones(3))

Good:

    import jax
    import jax.numpy as jnp

    def body(carry, x):
        return x, x ** 2

    jax.lax.scan(body, 0.0, jnp.ones(3))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import ChangedCarry
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=("TypeError",),
    fix="returns the same containers",
)


@rule.on(ChangedCarry)
def changing_loop_carry(event: ChangedCarry) -> Iterator[Finding[Place]]:
    """Yields a finding for each loop whose carry surely changes its structure."""
    carry = literal(f"`carry{event.path}`") if event.path else "its first carry"
    yield rule.finding(
        event,
        f"`{event.loop}` needs a carry that keeps its structure and types, but {carry} is "
        f"{literal(event.before)}, and {callable_name(event.function)} makes it "
        f"{literal(event.after)}",
        note="needs a carry that keeps its structure and types",
        help="return what the first carry is made of, or start with what the body returns",
    )
