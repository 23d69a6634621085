"""State from outside changes once per trace, not once per call.

`self.count += 1` and `HISTORY.append(...)` were meant for every call. JAX runs the Python of a
function only to trace it: the state changes while tracing, and the compiled calls that follow leave
it alone. A value that was read from it is a constant of the compiled code, so that later calls use
the old value.

Not reported are containers that the traced function makes itself, an object's `__init__`, arguments
rebuilt by JAX, attributes that a `finally` puts back, `jax.new_ref` and its writes, and functions
under `jax.grad` or `jax.vmap` alone, which run as Python on every call.

Not every such change is a mistake. Counters and collections are a warning: numbers that are
assigned (`self.steps += 1`) and containers that grow. A stored result (`self.cache = table`) or a
removal (`stack.pop()`) has the same effect however often it runs, and is a note. Where the stored
value is traced, it leaks besides (JIT501).

`--unsafe-fixes` has `jax.debug.callback(…, ordered=True)` do it: the statement is made a function,
if it stands on one line, is all that the traced function says of that state, and stores nothing
that other statements change. Not under `grad` and `vmap`, and not in a class that compares by
value. What is recorded is there after `jax.effects_barrier()`.

Bad:

    import jax

    calls = 0

    @jax.jit
    def step(x):
        global calls
        calls += 1
        return x + calls

    for _ in range(3):
        step(1.0)

Good:

    import jax

    @jax.jit
    def step(x, calls):
        calls = calls + 1
        return x + calls, calls

    calls = 0
    for _ in range(3):
        _, calls = step(1.0, calls)

Bad:

    import jax

    class Model:
        def __init__(self):
            self.steps = 0
            self.step = jax.jit(self._step)

        def _step(self, x):
            self.steps += 1
            return 2 * x

    model = Model()
    for _ in range(3):
        model.step(1.0)

Good:

    import jax

    class Model:
        def __init__(self):
            self.steps = 0
            self._compiled = jax.jit(self._step)

        def step(self, x):
            self.steps += 1
            return self._compiled(x)

        def _step(self, x):
            return 2 * x

    model = Model()
    for _ in range(3):
        model.step(1.0)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place, Severity
from jitlint.interpreter.domain.values import Static, Value
from jitlint.interpreter.events import Mutate, Trace
from jitlint.rules import Rule
from jitlint.rules.tracers import is_tracer
from jitlint.rules.wording import literal, once_per_trace

rule = Rule(__name__, severity="warning", claim="once-per-trace", fix="uses `jax.debug.callback`")

ASSIGNS = ("global", "nonlocal", "attribute", "item")
KEEPS = (*ASSIGNS, "setdefault", "update")
TAKES_BACK = ("pop", "popleft", "popitem", "remove", "discard", "clear", "sort", "reverse")


@rule.on(Mutate)
def mutation_in_traced_code(event: Mutate) -> Iterator[Finding[Place]]:
    """Yields a finding where the state is older than the trace, so that only tracing changes it."""
    trace = event.trace
    if trace and trace.stages and _outlives(event, trace):
        target = literal(event.target)
        did = "changes" if event.how in ASSIGNS else f"is changed by `{event.how}`"
        yield rule.finding(
            event,
            f"`{target}` {did} {once_per_trace(trace)}",
            note="runs while tracing",
            help="pass the state in and return it, or use `jax.debug.callback` for a record",
            severity=_severity(event),
        )


def _outlives(event: Mutate, trace: Trace) -> bool:
    """Only what is older than all traces: an inner `grad` runs once per trace of its `jit`, too.

    What is kept only where it is lacking would be stored once without a trace as well.
    """
    return event.level == 0 < trace.level and not event.fills_in


def _severity(event: Mutate) -> Severity:
    if event.how in TAKES_BACK:
        return "note"
    return "warning" if event.how not in KEEPS or _may_count(event.stored) else "note"


def _may_count(stored: Value) -> bool:
    match stored:
        case Static(known=True, value=bool() | None):
            return False
        case Static(type=kind):
            return kind in ("int", "float", "")
        case _:
            return is_tracer(stored)
