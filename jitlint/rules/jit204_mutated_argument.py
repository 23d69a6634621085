"""An argument is changed in place, and JAX discards the change.

JAX takes the arguments of a traced function apart into arrays and builds them anew for the call.
`params["w"] = ...`, `history.append(x)` or `state.step += 1` change that copy: without JAX the
caller sees the change, under `jax.jit` and `jax.lax.scan` it does not, and nothing is raised.

Not reported are arguments that are returned (`return params`), names bound to something new first
(`params = dict(params, w=...)`), containers that the function makes itself, static arguments, the
modules that `nnx.jit` keeps track of, and functions under `jax.grad` or `jax.vmap`. A removal whose
result is used (`scale = batch.pop("scale")`) works nevertheless, and is a note.

`--unsafe-fixes` returns the argument at the end of the function and binds it at its calls, `params
= step(params, 2.0)`, where an item is changed of what a jitted function of the module is passed,
which returns nothing, and where the file does nothing with that function but call it, as a
statement, with dicts that were written there and have no other name.

Bad:

    import jax

    @jax.jit
    def step(params, gradient):
        params["w"] = params["w"] - 0.1 * gradient

    params = {"w": 1.0}
    step(params, 2.0)
    result = params["w"]

Good:

    import jax

    @jax.jit
    def step(params, gradient):
        return dict(params, w=params["w"] - 0.1 * gradient)

    params = {"w": 1.0}
    params = step(params, 2.0)
    result = params["w"]
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events import MutateArgument, Trace
from jitlint.rules import Rule
from jitlint.rules.wording import RUNS_EACH_CALL, callable_name, last_part, literal

rule = Rule(__name__, severity="warning", claim="lost", fix="returns the argument")

TAKES_OUT = ("pop", "popitem", "setdefault")
CHANGES = {"attribute": "changes", "item": "changes", "del": "loses an item"}


@rule.on(MutateArgument)
def mutated_argument(event: MutateArgument) -> Iterator[Finding[Place]]:
    """Yields a finding where the changed argument is a copy that JAX has made."""
    trace = event.trace
    if trace and _is_rebuilt(trace):
        parameter, name = literal(event.parameter), callable_name(trace.entry.function)
        did = CHANGES.get(event.how) or f"is changed by `{literal(event.how)}`"
        yield rule.finding(
            event,
            f"`{literal(event.target)}` {did} in a copy: JAX rebuilds the argument "
            f"`{parameter}` of {name}, and the caller never sees the change",
            note="changes only while tracing",
            help=f"return the changed `{parameter}` from {name} and use what it returns",
            severity="note" if event.how in TAKES_OUT else None,
        )


def _is_rebuilt(trace: Trace) -> bool:
    """A change of an argument that `grad` or `vmap` rebuild is lost without jit, too."""
    return trace.stages and last_part(trace.entry.transform) not in RUNS_EACH_CALL
