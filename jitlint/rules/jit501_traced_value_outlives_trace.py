"""A traced value is stored where it outlives its trace.

`saved.append(hidden)` was meant to keep the numbers of `hidden`. The stored value is a tracer,
which is valid only until its trace ends. JAX raises nothing here; it raises later, where the tracer
is used: UnexpectedTracerError in an operation, ConcretizationTypeError in `float(saved[0])`, and
`print` shows a tracer instead of a number. Autodiff and `jax.vmap` leak in the same way, although
they run the function on every call.

It is a warning and not an error because the line itself raises nothing: code that takes the value
back before the trace ends, or never looks at it again, works.

Not reported are containers that the traced function makes itself; stored shapes, dtypes and other
static facts; comparisons under `jax.grad` alone, which are plain arrays; and state that a framework
hands out for it.

`--unsafe-fixes` stores the numbers by `jax.debug.callback`, under the conditions of JIT202.

Bad:

    import jax
    import jax.numpy as jnp

    saved = []

    @jax.jit
    def layer(x):
        hidden = jnp.tanh(x)
        saved.append(hidden)
        return 2 * hidden

    layer(1.0)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def layer(x):
        hidden = jnp.tanh(x)
        return 2 * hidden, hidden

    saved = []
    _, hidden = layer(1.0)
    saved.append(hidden)

Bad:

    import jax

    class Trainer:
        def loss(self, w):
            self.last = w**2
            return self.last

    trainer = Trainer()
    jax.grad(trainer.loss)(3.0)

Good:

    import jax

    class Trainer:
        def loss(self, w):
            value = w**2
            return value, value

    trainer = Trainer()
    gradient, trainer.last = jax.grad(trainer.loss, has_aux=True)(3.0)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events import Mutate, Trace
from jitlint.rules import Rule
from jitlint.rules.tracers import all_of, tracers_within
from jitlint.rules.wording import callable_name, last_part, literal, origin

rule = Rule(__name__, severity="warning", claim="leaks", fix="uses `jax.debug.callback`")

DIFFERENTIATES = ("grad", "value_and_grad")


@rule.on(Mutate)
def traced_value_outlives_trace(event: Mutate) -> Iterator[Finding[Place]]:
    """Yields a finding where state that is older than a trace is given one of its tracers."""
    trace, leaked = event.trace, tracers_within((event.stored,), above=event.level)
    if trace and leaked:
        name = callable_name(trace.entry.function)
        yield rule.finding(
            event,
            f"`{literal(event.target)}` outlives the trace of {name}, "
            f"but what is stored in it is traced: {origin(all_of(leaked), trace)}",
            note="a tracer is stored here",
            help=_instead(trace),
        )


def _instead(trace: Trace) -> str:
    name = callable_name(trace.entry.function)
    if last_part(trace.entry.transform) in DIFFERENTIATES:
        return f"return it from {name} with `has_aux=True`"
    return f"return it from {name}, or use `jax.debug.callback` to store its numbers"
