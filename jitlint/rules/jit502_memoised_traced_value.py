"""A memoised function keeps an array that was made while tracing.

`functools.lru_cache` around `jnp.arange(n)` was meant to build a table once. If the first call
happens under `jax.jit`, or in the body of `lax.scan` and its like, jnp makes a tracer even of
constants, and the cache keeps it when the trace has ended. The next use raises
UnexpectedTracerError; it may be far away, and it depends on who calls first. The same holds for
`functools.cache` and `functools.cached_property`.

Not reported are tables built with NumPy, or within `jax.ensure_compile_time_eval()`; memoised
shapes, numbers and texts; calls outside of every trace, and under `jax.grad` and `jax.vmap` alone,
where jnp computes constants at once.

`--unsafe-fixes` puts the body into `with jax.ensure_compile_time_eval():`, if the cache is its only
decorator.

Bad:

    import functools

    import jax
    import jax.numpy as jnp

    @functools.lru_cache
    def table(n):
        return jnp.arange(n) / n

    @jax.jit
    def step(x):
        return x + table(3)

    step(jnp.ones(3))
    kept = table(3)

Good:

    import functools

    import jax
    import jax.numpy as jnp
    import numpy as np

    @functools.lru_cache
    def table(n):
        return np.arange(n) / n

    @jax.jit
    def step(x):
        return x + table(3)

    step(jnp.ones(3))
    kept = table(3)

Bad:

    import functools

    import jax
    import jax.numpy as jnp

    class Grid:
        def __init__(self, n):
            self.n = n

        @functools.cached_property
        def points(self):
            return jnp.linspace(0.0, 1.0, self.n)

    grid = Grid(3)

    @jax.jit
    def step(x):
        return x + grid.points

    step(1.0)

Good:

    import functools

    import jax
    import jax.numpy as jnp

    class Grid:
        def __init__(self, n):
            self.n = n

        @functools.cached_property
        def points(self):
            with jax.ensure_compile_time_eval():
                return jnp.linspace(0.0, 1.0, self.n)

    grid = Grid(3)

    @jax.jit
    def step(x):
        return x + grid.points

    step(1.0)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import Memo
from jitlint.rules import Rule
from jitlint.rules.tracers import all_of, tracers_within
from jitlint.rules.wording import callable_name, last_part, literal, origin

rule = Rule(
    __name__, severity="warning", claim="leaks", fix="uses `jax.ensure_compile_time_eval()`"
)


@rule.on(Memo)
def memoised_traced_value(event: Memo) -> Iterator[Finding[Place]]:
    """Yields a finding where a cache that is older than the trace is given one of its tracers."""
    trace, kept = event.trace, tracers_within((event.value,))
    if trace and kept:
        name = callable_name(event.function)
        yield rule.finding(
            event,
            f"`{literal(last_part(event.by))}` keeps what {name} returns beyond the trace of "
            f"{callable_name(trace.entry.function)}, but that is traced: "
            f"{origin(all_of(kept), trace)}",
            note="a tracer is kept here",
            help=f"build it with NumPy, or within `jax.ensure_compile_time_eval()`, "
            f"or call {name} before the trace",
        )
