"""A text to be printed on every call is made while tracing, and shows a tracer.

`jax.debug.print` puts numbers into its format when they are known, on every call. An f-string or
`"{}".format(x)` is filled earlier, while tracing, by the tracer: every call then prints something
like `JitTracer<float32[]>`, and nothing is raised.

Not reported are values handed over as keywords or positional arguments, static values in an
f-string (`f"layer {n}: {{x}}"`), and texts that show only shapes.

Bad:

    import jax

    @jax.jit
    def step(x):
        jax.debug.print(f"x = {x}")
        return 2 * x

    for value in (1.0, 2.0, 3.0):
        step(value)

Good:

    import jax

    @jax.jit
    def step(x):
        jax.debug.print("x = {x}", x=x)
        return 2 * x

    for value in (1.0, 2.0, 3.0):
        step(value)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import DebugFormat
from jitlint.rules import Rule
from jitlint.rules.tracers import is_tracer
from jitlint.rules.wording import origin

rule = Rule(__name__, severity="warning", claim="none", fix="hands the values over")


@rule.on(DebugFormat)
def tracer_in_debug_print(event: DebugFormat) -> Iterator[Finding[Place]]:
    """Yields a finding where a text is filled before there are numbers to fill it with."""
    value, trace = event.value, event.trace
    if trace and is_tracer(value):
        yield rule.finding(
            event,
            "`jax.debug.print` prints a tracer on every call: its text is made while tracing, "
            f"and what it shows is traced: {origin(value.depends, trace)}",
            note="the text is made while tracing",
            help='pass the value as a keyword: `jax.debug.print("x = {{x}}", x=x)`',
        )
