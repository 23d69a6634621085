"""A `print` or a log call in traced code runs once per trace, not once per call.

`print(loss)` was meant to show the loss of every step. JAX runs the Python of a function only to
trace it and afterwards runs what it compiled, in which there is no `print`. What it shows that one
time is a tracer, without a number. The body of `jax.lax.scan`, `while_loop` and `cond` is traced in
the same way, even outside `jax.jit`, and every branch of `cond` is traced.

A call that shows only shapes, static arguments or a fixed text is often there on purpose, to show
when JAX traces again: it is a note, not a warning. So is one of what nobody knows, unless the
function computes with it as with an array. Not reported are `jax.debug.print`, callbacks, a `print`
beside the call of the jitted function, and functions under `jax.grad` or `jax.vmap` alone, which
run as Python on every call.

Bad:

    import jax

    @jax.jit
    def step(x):
        print("step", x)
        return 2 * x

    for value in (1.0, 2.0, 3.0):
        step(value)

Good:

    import jax

    @jax.jit
    def step(x):
        jax.debug.print("step {x}", x=x)
        return 2 * x

    for value in (1.0, 2.0, 3.0):
        step(value)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import Unknown
from jitlint.interpreter.events import Effect
from jitlint.rules import Rule
from jitlint.rules.tracers import all_of, tracers_within
from jitlint.rules.wording import once_per_trace, origin, spelled

rule = Rule(__name__, severity="warning", claim="once-per-trace", fix="prints by `jax.debug.print`")

INSTEAD = {
    "print": "use `jax.debug.print` to see the values of every call",
    "log": "use `jax.debug.callback` to log every call",
    "write": "use `jax.debug.callback` to write on every call",
}


@rule.on(Effect)
def print_in_traced_code(event: Effect) -> Iterator[Finding[Place]]:
    """Yields a warning where a tracer may be shown, a note where something static is."""
    trace = event.trace
    if trace and trace.stages and event.kind in INSTEAD:
        shown = tracers_within(event.arguments)
        tracer = f", and what it shows is traced: {origin(all_of(shown), trace)}"
        yield rule.finding(
            event,
            f"`{spelled(event.function)}()` runs {once_per_trace(trace)}"
            + (tracer if shown else ""),
            note="runs while tracing",
            help=INSTEAD[event.kind],
            severity="warning" if shown or _may_show_tracer(event) else "note",
        )


def _may_show_tracer(event: Effect) -> bool:
    """What is unknown is told of only where the function computes with it as an array."""
    held = [part.kind for each in event.arguments for part in parts(each)]
    return "abstract" in held or any(isinstance(each, Unknown) for each in event.arguments)
