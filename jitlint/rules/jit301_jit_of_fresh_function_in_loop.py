"""A function made anew in every iteration is compiled anew in every iteration.

`jax.jit` caches its compilations by the function object. A lambda or a `def` in a loop,
`functools.partial(f, ...)`, `jax.grad(f)` and `jax.vmap(f)` each make a new object every time they
are evaluated, even if it does the same; so every `jax.jit` of one traces and compiles again, where
one compilation would have served the whole loop. `jax.lax.scan` and its like compile as well when
they are called outside of `jax.jit`, and cache by their bodies likewise. A method is JIT302.

The loop may be elsewhere: a function that makes, jits and calls another compiles at each of its own
calls. Where the program shows a loop that leads there this is a warning, else a note. It is one too
where the loop calls a function that returns what it has jitted, and drops that; where it makes
objects that jit in `__init__`, and drops those; and where the function runs a loop of its own, if
only arrays and floats differ from call to call, which could be arguments of one jitted function.

Not reported are `jax.jit(f)` of the same `def` in a loop, which is found again; a jitted function
made before the loop, or kept in an attribute or a cache; functions that a loop calls for two or
three written values; loops inside traced code, which run once per trace; and `jax.grad`,
`jax.vmap` and `jax.checkpoint` by themselves, which compile nothing of their own.

`--unsafe-fixes` puts `jax.jit(…)` of a lambda, `partial`, `grad` or `vmap`, or a whole `def`,
before the outermost loop, or before a function that is called in a loop elsewhere. What is made
there must read imports, functions, literals and arrays of the module, or local values that the loop
neither binds nor reads elsewhere. It is unsafe because JAX keeps what its one trace has seen.

Bad:

    import jax

    def halve(x):
        return x / 2

    x = 1.0
    for _ in range(20):
        x = jax.jit(lambda value: halve(value))(x)

Good:

    import jax

    def halve(x):
        return x / 2

    step = jax.jit(lambda value: halve(value))
    x = 1.0
    for _ in range(20):
        x = step(x)

Bad:

    import jax

    def loss(w):
        return w**2

    w = 1.0
    for _ in range(20):
        w = w - 0.1 * jax.jit(jax.grad(loss))(w)

Good:

    import jax

    def loss(w):
        return w**2

    gradient = jax.jit(jax.grad(loss))
    w = 1.0
    for _ in range(20):
        w = w - 0.1 * gradient(w)
"""

from collections.abc import Iterator
from dataclasses import replace

from jitlint.core.finding import Finding, Place, Step
from jitlint.interpreter.events import FreshCall
from jitlint.interpreter.events.compiling import FreshPerCall
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, last_part, literal

rule = Rule(__name__, severity="warning", claim="recompiles", fix="makes it once, before the loop")

COMPILES = (
    "jit", "pjit", "pmap", "filter_jit", "filter_pmap",
    "scan", "fori_loop", "while_loop", "cond", "switch", "map",
)  # fmt: skip
ONCE = ("main", "__init__", "__post_init__", "setup", "test", "_test")


@rule.on(FreshCall)
def jit_of_fresh_function_in_loop(event: FreshCall) -> Iterator[Finding[Place]]:
    """Yields a finding where the loop runs as Python, once per iteration."""
    if event.trace and event.trace.stages:
        return
    if last_part(event.wrapper) in COMPILES and event.made != "a bound method":
        yield rule.finding(
            event,
            f"`{literal(event.wrapper)}` compiles in every iteration: "
            f"it is given {_fresh(event.made)}, made anew each time",
            note="compiled anew here",
            help=_instead(event.wrapper),
        )


@rule.on(FreshPerCall)
def jit_of_fresh_function_per_call(event: FreshPerCall) -> Iterator[Finding[Place]]:
    """Yields a finding where a function makes, wraps and calls another, each time it is called."""
    if last_part(event.wrapper) in COMPILES and event.made != "a bound method":
        name = callable_name(event.function)
        message = (
            f"`{literal(event.wrapper)}` compiles at every call of {name}: "
            f"it is given {_fresh(event.made)}, made anew each time"
        )
        help = "make the jitted function once, outside, and pass what changes as an argument"
        yield from per_call(rule, event, message, help)


def per_call(rule: Rule, event: FreshPerCall, message: str, help: str) -> Iterator[Finding[Place]]:
    """Yields a warning where the program shows a loop of such calls, else a note."""
    if event.loop is None and last_part(event.function).startswith(ONCE):
        return
    severity = None if event.loop else "note"
    finding = rule.finding(event, message, note="compiled anew here", help=help, severity=severity)
    steps = (Step(event.loop, "called in this loop"),) if event.loop else ()
    yield replace(finding, chain=steps)


def _instead(wrapper: str) -> str:
    what = "function" if wrapper.startswith("jax.lax.") else "jitted function"
    return f"make the {what} once, before the loop, and pass what changes as an argument"


def _fresh(made: str) -> str:
    spelled = {"a def": "a `def`", "a lambda": "a lambda"}
    return spelled.get(made) or f"`{literal(made)}`"
