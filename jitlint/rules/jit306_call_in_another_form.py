"""Calls of one jitted function in different forms are each traced and compiled.

JAX tells calls apart by more than shapes. `f(x, 2.0)`, `f(x, scale=2.0)` and `f(x)`, where 2.0 is
the default, are three traces, and so are a Python `int`, a `float` and an array for one parameter:
Python's numbers are weakly typed. Each form costs one more compilation, not one per call, so this
is a note; a loop that starts from `x = 0` and goes on with an array compiles its step twice.

Not reported are calls of one form, other orders of keywords, and types that are not known.

Bad:

    import jax
    import jax.numpy as jnp

    def scaled(x, scale):
        return x * scale

    step = jax.jit(scaled)
    x = jnp.ones(3)
    first = step(x, 2.0)
    second = step(x, scale=2.0)

Good:

    import jax
    import jax.numpy as jnp

    def scaled(x, scale):
        return x * scale

    step = jax.jit(scaled)
    x = jnp.ones(3)
    first = step(x, scale=2.0)
    second = step(x, scale=3.0)
"""

from collections.abc import Iterator
from dataclasses import replace

from jitlint.core.finding import Finding, Place, Step
from jitlint.interpreter.events.compiling import OtherForm
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(__name__, severity="note", claim="none")

ARTICLES = {"int": "an `int`", "float": "a `float`", "bool": "a `bool`", "complex": "a `complex`"}


@rule.on(OtherForm)
def call_in_another_form(event: OtherForm) -> Iterator[Finding[Place]]:
    """Yields a note where a call differs in form from the first one of the same function."""
    how, before = (ARTICLES.get(each, each) for each in (event.how, event.before))
    finding = rule.finding(
        event,
        f"{callable_name(event.function)} compiles once more for this form: "
        f"`{literal(event.parameter)}` is {how} here, and {before} before",
        note="another form",
        help="call it in one form: the same arguments by position, of the same types",
    )
    yield replace(finding, chain=(Step(event.first_at, "called in another form before"),))
