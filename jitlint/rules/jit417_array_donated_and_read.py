"""One array is passed for what a call donates, and for another argument that it reads.

With `donate_argnums` or `donate_argnames` JAX may write the result into the memory of an argument.
Another argument must not lie in the same memory: the call raises RuntimeError (its class is
`jax.errors.JaxRuntimeError`). A copy of the array is memory of its own.

Not reported are arrays that JAX cannot use, since the output is of another shape or type or there
are several, arguments that the function does not read, NumPy arrays and numbers, which are copied,
and calls inside traced code, where nothing is donated.

`--unsafe-fixes` passes such a copy for what is donated, under the conditions of JIT405.

Bad:

    import jax
    import jax.numpy as jnp

    def blended(target, online):
        return 0.9 * target + 0.1 * online

    update = jax.jit(blended, donate_argnums=0)
    weights = jnp.ones(3)
    target = update(weights, weights)

Good:

    import jax
    import jax.numpy as jnp

    def blended(target, online):
        return 0.9 * target + 0.1 * online

    update = jax.jit(blended, donate_argnums=0)
    weights = jnp.ones(3)
    target = update(weights.copy(), weights)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import DonatedTwice
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=("RuntimeError", "JaxRuntimeError"),
    fix="donates a copy",
)


@rule.on(DonatedTwice)
def array_donated_and_read(event: DonatedTwice) -> Iterator[Finding[Place]]:
    """Yields a finding where a donated array surely is an argument twice."""
    name, read = f"`{literal(event.name)}`", f"`{literal(event.read)}`"
    yield rule.finding(
        event,
        f"{callable_name(event.function)} is handed {name} for `{literal(event.donated)}`, "
        f"which it donates, and for {read} as well",
        note="one buffer, to be overwritten and to be read",
        help=f"pass `{literal(event.name)}.copy()` for `{literal(event.donated)}`",
    )
