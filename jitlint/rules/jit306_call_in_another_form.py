"""Calls of one jitted function in different forms are each traced and compiled.

JAX tells calls apart by more than shapes. `f(x, 2.0)`, `f(x, scale=2.0)` and `f(x)`, where 2.0 is
the default, are three traces, and so are a Python `int`, a `float` and an array for one parameter:
Python's numbers are weakly typed. Each form costs one more compilation, not one per call, so this
is a note. It is a warning where a loop hands back what the call has made: one that starts from a
number, or from a dict that holds one, and goes on with an array compiles all of its step twice.

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

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def update(state, x):
        return {"total": state["total"] + jnp.sum(x), "count": state["count"] + 1}

    state = {"total": 0.0, "count": 0}
    for _ in range(3):
        state = update(state, jnp.ones(3))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def update(state, x):
        return {"total": state["total"] + jnp.sum(x), "count": state["count"] + 1}

    totals = {"total": jnp.zeros(()), "count": 0}
    for _ in range(3):
        totals = update(totals, jnp.ones(3))
"""

from collections.abc import Iterator
from dataclasses import replace

from jitlint.core.finding import Finding, Place, Step
from jitlint.interpreter.events.compiling import STRONG, OtherForm
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(__name__, severity="note", claim="another-form")

SAME = "call it in one form: the same arguments by position, of the same types"
START = "start from an array of the type that comes back, such as `jnp.zeros(())`"
ARTICLES = {"int": "an `int`", "float": "a `float`", "bool": "a `bool`", "complex": "a `complex`"}


@rule.on(OtherForm)
def call_in_another_form(event: OtherForm) -> Iterator[Finding[Place]]:
    """Yields a note where a call differs in form from the first one of the same function."""
    is_fed_back = event.how == STRONG and event.first_at == event.at
    how, before = (ARTICLES.get(each, each) for each in (event.how, event.before))
    finding = rule.finding(
        event,
        f"{callable_name(event.function)} compiles once more for this form: "
        f"`{literal(event.parameter)}` is {how} here, and {before} before",
        note="another form",
        help=START if is_fed_back else SAME,
        severity="warning" if is_fed_back else None,
    )
    yield replace(finding, chain=(Step(event.first_at, "called in another form before"),))
