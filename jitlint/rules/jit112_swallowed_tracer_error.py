"""A broad `except` swallows the error with which JAX refuses a traced value.

`try: n = int(x)` `except Exception: n = 0` was meant for bad input. While tracing, JAX raises at
`int(x)` whatever the input is: the handler runs, its fallback is compiled, and every later call
uses it, without any message. JAX's errors are Python's, too: ConcretizationTypeError is a
TypeError, and NonConcreteBooleanIndexError an IndexError.

A handler for TypeError or IndexError alone is a note, for it may be meant. Not reported are
handlers that name JAX's errors; handlers that raise again; handlers for errors that JAX does not
raise there, as around imports; and what is not traced.

`--unsafe-fixes` writes the conversion, the call of NumPy, the selection or the branch as JIT102,
JIT103, JIT106 and JIT101 do.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def scaled(x, factor):
        try:
            factor = float(factor)
        except Exception:
            factor = 1.0
        return x * factor

    answer = scaled(jnp.ones(3), 2.0)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def scaled(x, factor):
        return x * factor

    answer = scaled(jnp.ones(3), 2.0)
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from jitlint.core.finding import Claim, Finding, Place
from jitlint.interpreter.events import Event, Swallow
from jitlint.rules import Rule, all_rules
from jitlint.rules.wording import listed, literal

rule = Rule(__name__, severity="warning", claim="lost", fix="puts right what raises")

UNTESTED = Claim("none")
"""`jax.disable_jit` would change nothing where only `grad` or `vmap` traces."""
JAXS_OWN = ("jax.", "Concretization", "Tracer", "NonConcrete")


@rule.on(Swallow)
def swallowed_tracer_error(event: Swallow) -> Iterator[Finding[Place]]:
    """Yields a finding where another rule would report an error that never gets out."""
    if _is_meant(event.catches):
        return
    for hidden in _hidden(event.inside):
        found = rule.finding(
            event.inside,
            f"`{literal(event.catches)}` swallows the error that JAX raises here: {hidden.message}",
            quotes=hidden.quotes,
            note="raises while tracing, and the error is swallowed",
            help=f"let {listed(hidden.claim.errors[:1])} through, and {hidden.help}",
            severity="warning" if _is_broad(event.catches) else "note",
        )
        stages = event.trace is not None and event.trace.stages
        yield found if stages else replace(found, claim=UNTESTED)
        return


def _is_meant(catches: str) -> bool:
    return any(name in catches for name in JAXS_OWN)


def _is_broad(catches: str) -> bool:
    names = re.findall(r"\w+", catches.removeprefix("except"))
    return not names or "Exception" in names or "BaseException" in names


def _hidden(inside: Event) -> Iterator[Finding[Place]]:
    for other in all_rules():
        if other.claim == "raises":
            for kind, check in other.checks:
                yield from check(inside) if isinstance(inside, kind) else ()
