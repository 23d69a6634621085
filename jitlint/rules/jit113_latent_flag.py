"""A flag of a traced function is static only as long as no call passes it.

JAX does not see a parameter that a call leaves out: it keeps its default, a Python value, and `if`
can decide on it. As soon as somebody passes it, whatever the value, it is traced, and the same `if`
raises TracerBoolConversionError. A function that offers a flag should make it static.

This is a note, as nothing is wrong yet. Where a call of the project does pass the flag, it is the
error JIT101. Not reported are static parameters, `is None`, parameters that are assigned in the
function, and functions whose name starts with an underscore.

Bad:

    import jax

    @jax.jit
    def normalized(x, centered=True):
        if centered:
            x = x - x.mean()
        return x / x.std()

Good:

    import functools

    import jax

    @functools.partial(jax.jit, static_argnames="centered")
    def normalized(x, centered=True):
        if centered:
            x = x - x.mean()
        return x / x.std()
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.compiling import LatentFlag
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(__name__, severity="note", claim="none")


@rule.on(LatentFlag)
def latent_flag(event: LatentFlag) -> Iterator[Finding[Place]]:
    """Yields a note where a staged function decides on what only its default makes static."""
    parameter = literal(event.parameter)
    yield rule.finding(
        event,
        f"`{event.asks}` raises as soon as a call passes `{parameter}` of "
        f"{callable_name(event.function)}: only its default is static",
        note="static by its default alone",
        help=f"make `{parameter}` static: `static_argnames={parameter!r}`",
    )
