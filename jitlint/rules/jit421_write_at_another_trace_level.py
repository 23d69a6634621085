"""A module or variable of Flax NNX is written to in a trace that it was made outside of.

An NNX module belongs to the trace that made it. `jax.jit`, `grad`, `vmap`, `scan` and the others of
JAX do not know of modules that a function has from around it: it may read them, but to write to a
variable's value, to set an attribute of the module, or to take a key from an `nnx.Rngs`, which
counts them, raises TraceContextError. Modules that are passed as arguments, or made or merged
inside, belong to the trace, and `nnx.jit` and its kind hand back what was written to those passed.

Reported are writes to what is surely made outside, where they surely run. Variables that are made
with `hijax` or `ref` are left out: a trace can write to some of them.

Bad:

    import jax
    import jax.numpy as jnp
    from flax import nnx

    class Counter(nnx.Module):
        def __init__(self):
            self.calls = nnx.Variable(jnp.array(0))

        def __call__(self, x):
            self.calls[...] += 1
            return 2 * x

    counter = Counter()
    y = jax.jit(lambda x: counter(x))(jnp.ones(3))

Good:

    import jax.numpy as jnp
    from flax import nnx

    class Counter(nnx.Module):
        def __init__(self):
            self.calls = nnx.Variable(jnp.array(0))

        def __call__(self, x):
            self.calls[...] += 1
            return 2 * x

    counter = Counter()
    y = nnx.jit(lambda counter, x: counter(x))(counter, jnp.ones(3))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import OtherTraceLevel
from jitlint.rules import Rule
from jitlint.rules.wording import last_part, literal

rule = Rule(__name__, severity="error", claim="rejected", errors=("TraceContextError",))
_OF_NNX = frozenset(
    "cond fori_loop grad jit jvp pmap scan switch value_and_grad vjp vmap while_loop".split()
)


@rule.on(OtherTraceLevel)
def write_at_another_trace_level(event: OtherTraceLevel) -> Iterator[Finding[Place]]:
    """Yields a finding where a trace surely writes to what another has made."""
    name = last_part(event.transform)
    instead = f"`nnx.{name}`" if name in _OF_NNX else "a transformation of `nnx`"
    is_stream = event.kind == "stream"
    what, of = ("counts up", "stream of keys") if is_stream else ("is written", event.kind)
    passed, other = (
        ("the `nnx.Rngs`", "take the key before the call and pass that")
        if is_stream
        else ("the module", "return the new value and write it after the call")
    )
    yield rule.finding(
        event,
        f"`{literal(event.target)}` {what} while `{event.transform}` traces, "
        f"but the {of} was made outside of the trace",
        note=f"no trace but its own can change this {of}",
        help=f"pass {passed} as an argument to {instead}, or {other}",
    )
