"""A static argument changes from call to call, and every new value costs a compilation.

JAX compiles a function once for each value of its static arguments, and keeps every compilation.
A counter of a loop that is passed for a static parameter makes each iteration trace and compile;
so does an object, a lambda or a `functools.partial` that is made anew for each call, as these are
equal only to themselves.

Not reported are flags and texts, loops over two or three written values, frozen dataclasses and
other objects that compare by value, functions defined once, and calls inside traced code.

`--unsafe-fixes` makes a lambda, a `functools.partial`, or an object of a class that only stores
what it is given, once before the loop, under the conditions of JIT301. A counter is traced where
the function only adds it to or multiplies it with another parameter, and has its result only handed
to functions that leave shapes alone.

Bad:

    import functools

    import jax

    def scaled(x, i):
        return x / (i + 1)

    step = functools.partial(jax.jit, static_argnames="i")(scaled)

    x = 1.0
    for i in range(20):
        x = step(x, i)

Good:

    import jax

    def scaled(x, i):
        return x / (i + 1)

    step = jax.jit(scaled)

    x = 1.0
    for i in range(20):
        x = step(x, i)

Bad:

    import jax

    def applied(x, function):
        return function(x)

    step = jax.jit(applied, static_argnames="function")

    x = 1.0
    for _ in range(20):
        x = step(x, lambda value: value / 2)

Good:

    import jax

    def applied(x, function):
        return function(x)

    step = jax.jit(applied, static_argnames="function")
    halve = lambda value: value / 2

    x = 1.0
    for _ in range(20):
        x = step(x, halve)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import Sequence, Static
from jitlint.interpreter.events.misuse import StaticArgument
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(__name__, severity="warning", claim="recompiles", fix="makes it once, before the loop")

NUMBERS = ("int", "float")


@rule.on(StaticArgument)
def changing_static_argument(event: StaticArgument) -> Iterator[Finding[Place]]:
    """Yields a finding where each call passes another value, and none of them is traced."""
    if event.trace and event.trace.stages:
        return
    if event.fresh:
        yield _finding(event, f"is {event.fresh} made anew for each call", MAKE_ONCE)
    elif event.varies and _is_number(event):
        yield _finding(event, "changes in every iteration of the loop", TRACE)


MAKE_ONCE = "make it once, before the calls, or give it an `__eq__` and a `__hash__`"
TRACE = "leave {0} out of the static arguments if no shape or branch depends on it"


def _finding(event: StaticArgument, why: str, help: str) -> Finding[Place]:
    parameter = f"`{literal(event.parameter)}`"
    return rule.finding(
        event,
        f"{callable_name(event.function)} compiles for every value of {parameter}: "
        f"it is static, and `{{0}}` {why}",
        quotes=(event.at,),
        note="compiled anew for this value",
        needs=(event.parameter,),
        help=help.format(parameter),
    )


def _is_number(event: StaticArgument) -> bool:
    """Flags and texts take few values, or could not be traced at all; a shape is of numbers."""
    match event.value:
        case Sequence(kind="tuple", items=list() as items) if items:
            return all(isinstance(item, Static) and item.type in NUMBERS for item in items)
        case value:
            return isinstance(value, Static) and value.type in NUMBERS
