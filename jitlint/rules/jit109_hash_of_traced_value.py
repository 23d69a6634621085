"""Python hashes a traced value: to look it up in a dict, to put it in a set, to memoise a call.

A hash is computed from numbers, and equal keys must be found equal: both need a concrete value. No
array of JAX has a hash, nor has a tracer: Python raises TypeError ("unhashable type"), under
`jax.jit`, `jax.vmap` and `jax.grad` alike. A function with `functools.lru_cache` or
`functools.cache` hashes every argument that it is called with.

Not reported are keys that are static, such as `x.shape`, `x.dtype` or a static argument; values of
a dict, which may be traced; `id(x)`; and memoised functions that are called with static values.

`--unsafe-fixes` looks up `jnp.asarray(list(RATES.values()))` where the file assigns the dict once,
changes it nowhere, and its keys are 0, 1, 2… and its values floats, or integers; a key that it
lacks raises no KeyError then. It calls a memoised function by `__wrapped__` where that only
computes.

Bad:

    import jax

    RATES = {0: 0.1, 1: 0.01}

    @jax.jit
    def step(x, phase):
        return x * RATES[phase]

    step(1.0, 1)

Good:

    import jax
    import jax.numpy as jnp

    RATES = jnp.array([0.1, 0.01])

    @jax.jit
    def step(x, phase):
        return x * RATES[phase]

    step(1.0, 1)

Bad:

    import functools

    import jax

    @functools.lru_cache
    def cube(value):
        return value**3

    @jax.jit
    def step(x):
        return cube(x)

    step(2.0)

Good:

    import jax

    def cube(value):
        return value**3

    @jax.jit
    def step(x):
        return cube(x)

    step(2.0)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events import Hash
from jitlint.rules import Rule
from jitlint.rules.concrete import concrete_value_needed
from jitlint.rules.tracers import is_tracer
from jitlint.rules.wording import literal

rule = Rule(
    __name__, severity="error", claim="raises", errors=("TypeError",), fix="looks up an array"
)

ASKS = {
    "a dict key": "a dict key needs a concrete value",
    "a set": "a set needs concrete values",
    "hash()": "`hash()` needs a concrete value",
}
INSTEAD = {
    "a dict key": "make one array of the dict's values and index that, or use `jax.lax.switch`",
    "a set": "use a list, or `jnp.unique` with a `size`",
    "hash()": "use a static value, such as the shape",
}


@rule.on(Hash)
def hash_of_traced_value(event: Hash) -> Iterator[Finding[Place]]:
    """Yields a finding where there is no value yet to compute a hash of."""
    if is_tracer(event.value):
        message, help = f"{_question(event.by)}, but `{{0}}` is traced", _instead(event.by)
        yield from concrete_value_needed(rule, event, event.value, event.value_at, message, help)


def _question(by: str) -> str:
    if by in ASKS:
        return ASKS[by]
    name = "a lambda" if "<lambda>" in by else literal(by)
    return f"{name} is memoised and needs concrete arguments"


def _instead(by: str) -> str:
    return INSTEAD.get(by, "call what is not memoised")
