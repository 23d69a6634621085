"""An argument that is no array, and of no arrays, is passed for a parameter that JAX traces.

`jax.jit` traces every argument that is not static. Numbers, arrays and containers of them can be
traced, and `None` is an empty container; a text, a function, a class, a dtype, a set, a range or a
member of an enum cannot, alone or inside a container, and the call raises TypeError. Nor can an
object of a class that JAX does not know as a pytree, such as a plain dataclass, or an Equinox
module that holds a function. `vmap`, `grad` and their like refuse the same for what they map or
differentiate.

Not reported are static parameters, arguments bound by `functools.partial`, defaults that no call
passes, functions made pytrees by `jax.tree_util.Partial`, and wrappers that leave such arguments
alone (`eqx.filter_jit`).

`--unsafe-fixes` adds the parameter to `static_argnames` where a text, a name or a tuple of these is
passed to a function that is jitted in the same file.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def reduced(x, how):
        return jnp.mean(x) if how == "mean" else jnp.sum(x)

    reduced(jnp.ones(3), "mean")

Good:

    import functools

    import jax
    import jax.numpy as jnp

    @functools.partial(jax.jit, static_argnames="how")
    def reduced(x, how):
        return jnp.mean(x) if how == "mean" else jnp.sum(x)

    reduced(jnp.ones(3), "mean")
    reduced(jnp.ones(3), "sum")
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import TracedArgument
from jitlint.rules import Rule
from jitlint.rules.untraceable import untraceable
from jitlint.rules.wording import callable_name, literal

rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=("TypeError",),
    fix="makes the parameter static",
)

MAPPING = ("jax.vmap", "jax.pmap")
STAGING = ("jax.jit", "jax.pmap", "jax.checkpoint")


@rule.on(TracedArgument)
def untraceable_argument(event: TracedArgument) -> Iterator[Finding[Place]]:
    """Yields a finding where a value surely is, or holds, what JAX cannot trace."""
    by_jax = event.wrapper.startswith("jax.")
    what = untraceable(event.value, event.opaque) if by_jax else ""
    if what:
        function, parameter = callable_name(event.function), f"`{literal(event.parameter)}`"
        verb = "" if what.startswith("holds ") else "is "
        yield rule.finding(
            event,
            f"{parameter} of {function} is traced, but `{{0}}` {verb}{what}, "
            "which is no array and no container of arrays",
            quotes=(event.at,),
            note="cannot be traced",
            help=_help(event, parameter, what),
            errors=("TypeError", "ValueError") if event.wrapper in MAPPING else None,
            needs=(event.parameter,) if event.wrapper == "jax.jit" else (),
        )


def _help(event: TracedArgument, parameter: str, what: str) -> str:
    if event.opaque and event.opaque in what:
        return f"make `{event.opaque}` a pytree, as with `jax.tree_util.register_dataclass`"
    if "eqx." in what:
        return "use Equinox's own `filter_` transformation, which leaves alone what is no array"
    if event.wrapper not in STAGING:
        return f"bind {parameter} with `functools.partial`, or close over it"
    return f"make {parameter} static, or bind it with `functools.partial` before jitting"
