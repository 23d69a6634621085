"""A gradient is NaN although the value is none.

`jnp.where(x > 0, jnp.sqrt(x), 0.0)` computes both sides, and so does its derivative: at zero it
multiplies the zero that the side not chosen is handed by the infinite slope of the root, which is
NaN. The same holds of `log`, of a quotient, of `arccos` at one. The square of a root has no slope
at zero either: `jnp.linalg.norm(x) ** 2` is a plain sum of squares, but its gradient is NaN there.

What helps is to choose before: `jnp.sqrt(jnp.where(x > 0, x, 1.0))` inside of the other `where`.

Only functions are reported whose gradient is seen to be taken, and of them only choices whose test
compares the very argument with a number, and leaves a singular point to the other side. Nothing is
said where the argument comes from `where`, `maximum`, `clip`, `exp` or a sum with a number.

Bad:

    import jax
    import jax.numpy as jnp

    def drag(speed):
        return jnp.where(speed < 1.0, speed, jnp.sqrt(speed))

    print(jax.grad(drag)(0.0))

Good:

    import jax
    import jax.numpy as jnp

    def drag(speed):
        fast = jnp.where(speed < 1.0, 1.0, speed)
        return jnp.where(speed < 1.0, speed, jnp.sqrt(fast))

    print(jax.grad(drag)(0.0))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import SingularGradient
from jitlint.rules import Rule

rule = Rule(__name__, severity="warning", claim="nan-gradient")

_CHOOSE = "choose a harmless argument first: `jnp.where(test, {0}, 1.0)` for `{0}`"
_SUM = "compute the square itself, `jnp.sum(x ** 2)`, or what is under the root"


@rule.on(SingularGradient)
def gradient_that_is_nan(event: SingularGradient) -> Iterator[Finding[Place]]:
    """Yields a finding where zero is surely multiplied by an infinite slope for some argument."""
    if event.how == "square":
        message = "the gradient of `{0}` is NaN where `{1}` is zero: the root has no slope there"
        yield _finding(event, message, _SUM)
        return
    message = (
        "the gradient of `{0}` is NaN for some `{1}` even where `where` does not choose it: "
        "zero times an infinite slope"
    )
    yield _finding(event, message, _CHOOSE.replace("{0}", "x"))


def _finding(event: SingularGradient, message: str, help: str) -> Finding[Place]:
    quotes = (event.at, event.argument)
    return rule.finding(event, message, quotes=quotes, note="has no finite slope", help=help)
