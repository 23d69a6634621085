"""A program switches 64 bits on after it has made arrays, which keep their 32.

`jax.config.update("jax_enable_x64", True)` holds for what is made from then on. An array of floats
that is there already stays a `float32`, and so has seven digits in all that is computed with it,
though the results are `float64`. JAX says nothing of it.

Reported where a module makes such an array by its own statements, without a word on its type,
then switches 64 bits on, and reads the array afterwards. Nothing else in the program may speak of
x64, and no package be imported that jitlint knows nothing of: they may have switched it on before.

Bad:

    import jax
    import jax.numpy as jnp

    step = jnp.full(3, 0.1)
    jax.config.update("jax_enable_x64", True)
    print(step.astype("float64") - 0.1)

Good:

    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    step = jnp.full(3, 0.1)
    print(step - 0.1)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import WideTooLate
from jitlint.rules import Rule
from jitlint.rules.wording import listed

rule = Rule(__name__, severity="warning", claim="narrow")


@rule.on(WideTooLate)
def switched_on_late(event: WideTooLate) -> Iterator[Finding[Place]]:
    """Yields a finding where arrays surely keep 32 bits that are read with 64 switched on."""
    many = len(event.names) > 1
    yield rule.finding(
        event,
        f"64 bits are switched on after {listed(event.names)} {'were' if many else 'was'} made, "
        f"which {'stay' if many else 'stays'} `{event.dtype}`",
        note="too late for them" if many else "too late for it",
        help="switch them on right after the imports, before the first array is made",
    )
