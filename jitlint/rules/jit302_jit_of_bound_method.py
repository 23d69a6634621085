"""A bound method is a new object each time it is read, and is compiled anew each time it is jitted.

`jax.jit` caches its compilations by the function object. `self.step` looks like one object, but
Python makes a new bound method every time the attribute is read; in a loop `jax.jit(self.step)`
therefore traces and compiles in every iteration, and keeps every compilation alive. So does a
method that jits another and calls it, when it is called in a loop; otherwise it is a note.

Not reported are functions of a module (`jax.jit(module.step)`), a method that is jitted once,
before the loop or in `__init__`, methods jitted where the class is defined, loops inside traced
code, and wrappers that know methods (`eqx.filter_jit`).

`--unsafe-fixes` jits the method before the outermost loop, if the loop says nothing else of the
object.

Bad:

    import jax

    def halve(x):
        return x / 2

    class Model:
        def step(self, x):
            return halve(x)

    model = Model()
    x = 1.0
    for _ in range(20):
        x = jax.jit(model.step)(x)

Good:

    import jax

    def halve(x):
        return x / 2

    class Model:
        def step(self, x):
            return halve(x)

    model = Model()
    step = jax.jit(model.step)
    x = 1.0
    for _ in range(20):
        x = step(x)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events import FreshCall
from jitlint.interpreter.events.compiling import FreshPerCall
from jitlint.rules import Rule
from jitlint.rules.jit301_jit_of_fresh_function_in_loop import COMPILES, per_call
from jitlint.rules.wording import callable_name, last_part, literal

rule = Rule(__name__, severity="warning", claim="recompiles", fix="makes it once, before the loop")


@rule.on(FreshCall)
def jit_of_bound_method(event: FreshCall) -> Iterator[Finding[Place]]:
    """Yields a finding where the loop runs as Python, once per iteration."""
    if event.trace and event.trace.stages:
        return
    if event.made == "a bound method" and last_part(event.wrapper) in COMPILES:
        yield rule.finding(
            event,
            f"`{literal(event.wrapper)}` compiles in every iteration: it is given "
            "a bound method, which Python makes anew each time it is read",
            note="compiled anew here",
            help="jit the method once, before the loop or in `__init__`, and keep the result",
        )


@rule.on(FreshPerCall)
def jit_of_bound_method_per_call(event: FreshPerCall) -> Iterator[Finding[Place]]:
    """Yields a finding where a function jits a method and calls it, each time it is called."""
    if event.made == "a bound method" and last_part(event.wrapper) in COMPILES:
        message = (
            f"`{literal(event.wrapper)}` compiles at every call of "
            f"{callable_name(event.function)}: it is given a bound method, which Python makes "
            "anew each time it is read"
        )
        yield from per_call(rule, event, message, "jit the method once and keep the result")
