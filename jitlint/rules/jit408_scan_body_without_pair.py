"""The body of a scan does not return a pair.

`jax.lax.scan` calls its body with the carry and one element, and needs two values back: the next
carry, and what to collect for this element. A body that returns the carry alone, three values or
nothing raises TypeError at the scan. Where there is nothing to collect, the second value is `None`.

Not reported are bodies that return a pair, as a tuple or a list, or something that is not known,
and the bodies of `fori_loop` and `while_loop`, which return the carry alone.

`--unsafe-fixes` returns the carry and `None`, if the body is a lambda, or a function of one value
that nothing else names. Where the loop starts with a number or a new array, the first of a tuple is
the carry, and the others are what is stacked.

Bad:

    import jax
    import jax.numpy as jnp

    def body(carry, x):
        return carry + x

    total = jax.lax.scan(body, 0.0, jnp.ones(3))

Good:

    import jax
    import jax.numpy as jnp

    def body(carry, x):
        return carry + x, None

    total, _ = jax.lax.scan(body, 0.0, jnp.ones(3))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import Array, Mapping, Sequence, Static, Value
from jitlint.interpreter.events.misuse import LoopBody
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name

rule = Rule(
    __name__, severity="error", claim="rejected", errors=("TypeError",), fix="returns a pair"
)

PAIR = 2


@rule.on(LoopBody)
def scan_body_without_pair(event: LoopBody) -> Iterator[Finding[Place]]:
    """Yields a finding where what the body returns surely is no pair."""
    returned = _instead_of_pair(event.result)
    if returned:
        yield rule.finding(
            event,
            f"`jax.lax.scan` needs a pair, the carry and what to collect, "
            f"but {callable_name(event.function)} returns {returned}",
            note="needs a body that returns a pair",
            help="return `carry, y`, or `carry, None` if there is nothing to collect",
        )


def _instead_of_pair(result: Value) -> str:
    match result:
        case Sequence(kind="tuple" | "list", items=list() as items) if len(items) != PAIR:
            return f"{len(items)} values" if len(items) > 1 else "a tuple of one value"
        case Array(certain=True):
            return "an array"
        case Mapping(items=items, rest=None) if len(items) != PAIR:
            return "a dict"
        case Static(known=True, value=None):
            return "nothing"
        case Static(type="int" | "float" | "bool"):
            return "a number"
        case _:
            return ""
