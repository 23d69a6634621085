"""The axes of a `vmap` do not fit the arguments that it is called with.

`in_axes` is one axis for all positional arguments, or a tuple with an entry for each of them. An
entry is an axis, `None`, or a container of these of the structure of the argument: a tuple for a
tuple of the same length, a dict for a dict with the same keys. So `((0, 1), (0, 1))` does not map
two matrices over both axes; two `vmap` in one another do. And a number has no axis to map. The
call raises ValueError.

All mapped axes have the same size. Only what is sure is reported.

`--unsafe-fixes` writes a tuple for a list, takes a tuple of axes for those of the only argument if
that is a tuple as long, passes by position what is passed by name, for which `in_axes` has an
entry, and does not map a number that stands in the call.

Bad:

    import jax
    import jax.numpy as jnp

    a = jnp.ones((3, 3))
    jax.vmap(lambda x, y: x + y, in_axes=((0, 1), (0, 1)))(a, a)

Good:

    import jax
    import jax.numpy as jnp

    a = jnp.ones((3, 3))
    jax.vmap(lambda x, y: x + y, in_axes=(0, 1))(a, a)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import UnfitAxes
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(
    __name__, severity="error", claim="rejected", errors=("ValueError",), fix="corrects `in_axes`"
)


@rule.on(UnfitAxes)
def axes_that_do_not_fit(event: UnfitAxes) -> Iterator[Finding[Place]]:
    """Yields a finding where the axes surely do not fit."""
    yield rule.finding(
        event,
        f"`{event.wrapper}` cannot map {callable_name(event.function)}: {literal(event.problem)}",
        note="the axes do not fit these arguments",
        help="give one axis, or `None`, for each positional argument",
    )
