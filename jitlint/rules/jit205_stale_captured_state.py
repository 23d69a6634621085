"""State that traced code has read changes later, and compiled code keeps the old value.

What a traced function reads besides its arguments, a global or an attribute of an object that it
closes over or that is static, becomes a constant of the compiled code. When `self.rate = 0.1` or
`RATE = 0.1` is assigned afterwards, without JAX the next call sees the new value; the compiled code
does not, and nothing is raised. The same happens to a variable of the surrounding function or
script that is bound anew between two calls, even of `jax.lax.scan` with the same body.

Not reported is state that is assigned once, at the module's level or while its object is made;
arguments; modules that are pytrees; functions that are jitted anew for each use, whose trace does
not last; and functions under `jax.grad` or `jax.vmap` alone, which run as Python on every call.

`--unsafe-fixes` passes a variable of the surrounding function as an argument to what is jitted in
it without options, and only called there by its name. It must be added to, multiplied with or
divided by, and its results only handed to functions that leave shapes alone.

Bad:

    import jax

    rate = 1.0

    @jax.jit
    def step(w):
        return w - rate

    def anneal():
        global rate
        rate = rate / 2

    result = []
    for _ in range(3):
        result.append(float(step(1.0)))
        anneal()

Good:

    import jax

    @jax.jit
    def step(w, rate):
        return w - rate

    rate = 1.0
    result = []
    for _ in range(3):
        result.append(float(step(1.0, rate)))
        rate = rate / 2

Bad:

    import jax

    class Model:
        def __init__(self, scale):
            self.scale = scale
            self.step = jax.jit(self._step)

        def _step(self, x):
            return self.scale * x

        def rescale(self, scale):
            self.scale = scale

    model = Model(1.0)
    result = [float(model.step(1.0))]
    model.rescale(2.0)
    result.append(float(model.step(1.0)))

Good:

    import jax

    class Model:
        def __init__(self, scale):
            self.scale = scale
            self._compiled = jax.jit(self._step)

        def step(self, x):
            return self._compiled(self.scale, x)

        @staticmethod
        def _step(scale, x):
            return scale * x

        def rescale(self, scale):
            self.scale = scale

    model = Model(1.0)
    result = [float(model.step(1.0))]
    model.rescale(2.0)
    result.append(float(model.step(1.0)))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place, Step
from jitlint.interpreter.events import StaleRead, Trace
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, last_part, literal, once_per_trace

rule = Rule(__name__, severity="warning", claim="lost", fix="passes it as an argument")

KEEPS = ("jit", "pjit", "pmap", "filter_jit", "filter_pmap")
MAKERS = ("", "__init__", "__post_init__", "setup")


@rule.on(StaleRead)
def stale_captured_state(event: StaleRead) -> Iterator[Finding[Place]]:
    """Yields a finding where compiled code keeps a value that the program replaces."""
    trace = event.trace
    if trace and trace.stages and (event.kind == "closure" or _lasts(trace)):
        name = literal(event.name)
        yield rule.finding(
            event,
            f"`{name}` is read {once_per_trace(trace)}, but it is assigned "
            f"{_elsewhere(event)}: compiled code keeps the value of its first call",
            note="read while tracing",
            help=f"pass `{name}` to {callable_name(trace.entry.function)} as an argument"
            + (", or make its class a pytree" if event.kind == "attribute" else ""),
            last=Step(event.changed_at, "assigned here, which compiled code does not see"),
        )


def _elsewhere(event: StaleRead) -> str:
    return "between two calls" if event.kind == "closure" else "elsewhere"


def _lasts(trace: Trace) -> bool:
    """A wrapper that a function makes for itself may be traced anew in each call of it."""
    entry = trace.entry
    return last_part(entry.transform) in KEEPS and last_part(entry.within) in MAKERS
