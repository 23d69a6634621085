"""An option of a wrapper names a parameter that its function does not have.

`static_argnames` and `donate_argnames` are the names of parameters. A name that the function lacks,
often one misspelled or left over after a change, raises ValueError where the function is jitted,
which for a decorator is when its module is imported. Several names are a tuple: `"x, n"` is taken
for one name. A number beyond the last positional parameter raises as well.

Not reported are functions that take `**kwargs`, since JAX cannot know their names either, and
functions whose parameters are not known.

`--unsafe-fixes` writes a tuple for one text that holds several parameters with commas between them.

Bad:

    import functools

    import jax

    @functools.partial(jax.jit, static_argnames="m")
    def power(x, n):
        return x**n

    cube = power(2.0, 3)

Good:

    import functools

    import jax

    @functools.partial(jax.jit, static_argnames="n")
    def power(x, n):
        return x**n

    cube = power(2.0, 3)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import WrongOption
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=("ValueError",),
    fix="writes a tuple of names",
)


@rule.on(WrongOption)
def option_that_names_no_parameter(event: WrongOption) -> Iterator[Finding[Place]]:
    """Yields a finding for every name that is not a parameter."""
    option, named = literal(event.option), literal(event.named)
    yield rule.finding(
        event,
        f"`{option}` of `{literal(event.wrapper)}` names `{named}`, "
        f"which is no parameter of {callable_name(event.function)}",
        note="raises as soon as this runs",
        help=f"name a parameter of {callable_name(event.function)}, or remove `{named}`",
    )
