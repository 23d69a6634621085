"""An argument of a jitted function has another shape in every turn of a loop.

JAX compiles a function once for each shape of its arguments. An array to which each turn appends, a
list that grows, a prefix `data[:i]`, and `jnp.zeros(i)` have another shape in every turn, so every
turn compiles, which costs a thousand times what the call itself does. So do the items of a list of
such arrays, wherever it is looped over. An array of the full length, of which a mask or a count
says what is filled, is compiled for once.

Not reported are windows of one length (`data[i : i + 8]`), what is cut back to a length or made
anew within the turn, loops over written values or a short range, loops inside traced code, and what
is passed to functions that are not jitted.

Bad:

    import jax
    import jax.numpy as jnp

    def total(history):
        return jnp.sum(history**2)

    score = jax.jit(total)
    history = jnp.zeros(0)
    for x in jnp.arange(20.0):
        history = jnp.concatenate([history, x[None]])
        result = score(history)

Good:

    import jax
    import jax.numpy as jnp

    def total(history):
        return jnp.sum(history**2)

    score = jax.jit(total)
    history = jnp.zeros(20)
    for i, x in enumerate(jnp.arange(20.0)):
        history = history.at[i].set(x)
        result = score(history)

Bad:

    import jax
    import jax.numpy as jnp

    def total(prefix):
        return jnp.sum(prefix)

    score = jax.jit(total)
    data = jnp.arange(20.0)
    for i in range(1, 21):
        result = score(data[:i])

Good:

    import jax
    import jax.numpy as jnp

    def total(data, length):
        return jnp.sum(jnp.where(jnp.arange(20) < length, data, 0.0))

    score = jax.jit(total)
    data = jnp.arange(20.0)
    for i in range(1, 21):
        result = score(data, i)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.compiling import GrowingArgument
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(__name__, severity="warning", claim="recompiles")

WHY = {
    "slice": "is a slice of another length",
    "array": "is concatenated with more",
    "list": "is a list that grows",
    "size": "is made of another size",
    "item": "is an array of another size",
}


@rule.on(GrowingArgument)
def growing_argument(event: GrowingArgument) -> Iterator[Finding[Place]]:
    """Yields a finding where each turn of a Python loop passes another shape."""
    yield rule.finding(
        event,
        f"{callable_name(event.function)} compiles in every turn of the loop: "
        f"`{{0}}`, its `{literal(event.parameter)}`, {WHY[event.how]} each time",
        quotes=(event.at,),
        note="another shape in every turn",
        help="pass an array of the full length, and a mask or a count of what is filled",
    )
