"""JAX is handed an integer that does not fit into 32 bits.

Unless 64 bits are switched on, JAX makes an int32 of a Python integer: of the bounds of
`fori_loop`, of what starts a loop, of an argument of a jitted function, and of what operators and
functions of `jax.numpy` combine with an array, were it one of floats. An integer below -2**31 or
above 2**31 - 1 raises OverflowError.

A float, such as `1e10`, is taken as it is. Nothing is said of a program that mentions x64 anywhere,
or imports a package that jitlint knows nothing of, nor of exponents and static arguments, which
stay numbers of Python, nor of functions whose caller is not known, who may have switched 64 bits
on.

`--unsafe-fixes` writes a float where the number stands beside an array that was made of floats.

Bad:

    from jax import lax

    total = lax.fori_loop(0, 10_000_000_000, lambda i, n: n + 1, 0)

Good:

    from jax import lax

    total = lax.fori_loop(0, 10_000, lambda i, n: n + 1, 0)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import WideInteger
from jitlint.rules import Rule
from jitlint.rules.wording import literal

rule = Rule(
    __name__, severity="error", claim="rejected", errors=("OverflowError",), fix="writes a float"
)


@rule.on(WideInteger)
def integer_of_more_than_32_bits(event: WideInteger) -> Iterator[Finding[Place]]:
    """Yields a finding where JAX surely makes an int32 of a larger number."""
    yield rule.finding(
        event,
        f"`{literal(event.number)}` does not fit into the int32 that JAX makes of it",
        note="overflows here",
        help="write a float, or switch 64 bits on: "
        '`jax.config.update("jax_enable_x64", True)` before the first array',
    )
