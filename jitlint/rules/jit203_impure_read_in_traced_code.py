"""An impure function is called once per trace, and its result becomes a constant.

`np.random.normal()` was meant to draw anew in every step, `time.time()` to measure each step. JAX
runs the Python of a function only to trace it: the result becomes a constant of the compiled code,
and all later calls get the same noise or the same time, with no error. The body of `jax.lax.scan`
and its like is traced in the same way, even outside `jax.jit`.

An environment variable read while tracing is mostly a feature flag, frozen on purpose: it is a
note. Not reported are `jax.random` with a key, functions handed to callbacks, the clock beside the
call of the jitted function, and functions under `jax.grad` or `jax.vmap` alone, which run as Python
on every call.

Bad:

    import jax
    import numpy as np

    @jax.jit
    def noisy(x):
        return x + np.random.normal()

    answers = {float(noisy(1.0)) for _ in range(3)}

Good:

    import jax

    @jax.jit
    def noisy(key, x):
        return x + jax.random.normal(key)

    keys = jax.random.split(jax.random.key(0), 3)
    answers = {float(noisy(key, 1.0)) for key in keys}

Bad:

    import time

    import jax
    import jax.numpy as jnp

    @jax.jit
    def timed(x):
        start = time.perf_counter()
        y = jnp.sin(x)
        return y, time.perf_counter() - start

    answers = {float(timed(1.0)[1]) for _ in range(3)}

Good:

    import time

    import jax
    import jax.numpy as jnp

    @jax.jit
    def sine(x):
        return jnp.sin(x)

    def timed(x):
        start = time.perf_counter()
        y = jax.block_until_ready(sine(x))
        return y, time.perf_counter() - start

    answers = {timed(1.0)[1] for _ in range(3)}
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events import Effect
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, once_per_trace, spelled

rule = Rule(__name__, severity="warning", claim="impure")

INSTEAD = {
    "random": "pass a key and draw with `jax.random`",
    "time": "measure outside {function}, or pass the time as an argument",
    "environment": "read it outside {function} if it may change",
    "input": "ask outside {function} and pass the answer as an argument",
    "read": "read outside {function} and pass the data as an argument",
}


@rule.on(Effect)
def impure_read_in_traced_code(event: Effect) -> Iterator[Finding[Place]]:
    """Yields a finding where a trace freezes an answer that may change."""
    trace = event.trace
    if trace and trace.stages and event.kind in INSTEAD:
        outside = callable_name(trace.entry.function)
        yield rule.finding(
            event,
            f"`{_expression(event)}` is evaluated {once_per_trace(trace)}: "
            "its answer is frozen into the compiled code",
            note="evaluated while tracing",
            help=INSTEAD[event.kind].format(function=outside),
            severity="note" if event.kind == "environment" else None,
        )


def _expression(event: Effect) -> str:
    return spelled(event.function) + ("" if event.function == "os.environ" else "()")
