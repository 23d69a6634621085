"""An argument that is no array, and of no arrays, is passed for a parameter that JAX traces.

`jax.jit` traces every argument that is not static. Numbers, arrays and containers of them can be
traced, and `None` is an empty container; a text, a function, a class, a dtype, a set, a range or a
member of an enum cannot, alone or inside a container, and the call raises TypeError.

Not reported are static parameters, arguments bound by `functools.partial`, defaults that no call
passes, functions made pytrees by `jax.tree_util.Partial`, and wrappers that leave such arguments
alone (`eqx.filter_jit`).

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
"""

from collections.abc import Collection, Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import (
    Class,
    Function,
    Library,
    Mapping,
    Module,
    OneOf,
    Sequence,
    Static,
    Transformed,
    Value,
)
from jitlint.interpreter.events.misuse import TracedArgument
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, last_part, literal, whole_or_part

rule = Rule(__name__, severity="error", claim="rejected", errors=("TypeError",))

DTYPES = frozenset(
    "bool_ int4 int8 int16 int32 int64 uint4 uint8 uint16 uint32 uint64 float16 float32 float64"
    " bfloat16 complex64 complex128".split()
)
CALLED = ("jax.nn.", "jax.lax.", "jax.random.")
FUNCTIONS = frozenset(
    "abs absolute add cos cosh divide dot exp log matmul max maximum mean min minimum multiply prod"
    " sin sinh sqrt square std subtract sum tan tanh var".split()
)
BUILTINS = frozenset(
    "abs all any bool complex dict float hash id int len list max min object pow print range round"
    " set slice sorted str sum tuple type".split()
)


@rule.on(TracedArgument)
def untraceable_argument(event: TracedArgument) -> Iterator[Finding[Place]]:
    """Yields a finding where a value surely is, or holds, what JAX cannot trace."""
    what = whole_or_part(event.value, _alone, _held) if event.wrapper.startswith("jax.") else ""
    if what:
        function, parameter = callable_name(event.function), f"`{literal(event.parameter)}`"
        verb = "" if what.startswith("holds ") else "is "
        yield rule.finding(
            event,
            f"{parameter} of {function} is traced, but `{{0}}` {verb}{what}, "
            "which is no array and no container of arrays",
            quotes=(event.at,),
            note="cannot be traced",
            help=f"make {parameter} static, or bind it with `functools.partial` before jitting",
        )


def _held(value: Value) -> Collection[Value]:
    match value:
        case Sequence(kind="list" | "tuple", items=list() as items):
            return items
        case Mapping(items=items):
            return items.values()
        case _:
            return ()


def _alone(value: Value) -> str:
    match value:
        case Static(type="enum"):
            return "a member of an enum"
        case Static(type="str" | "bytes" as kind):
            return "a text" if kind == "str" else "bytes"
        case Function():
            return "a function"
        case Transformed(model=model) if model.name.startswith("jax."):
            return "a function"
        case Class():
            return "a class"
        case Module():
            return "a module"
        case Library(name=name, self=None):
            return _of_library(name)
        case Sequence(kind="set"):
            return "a set"
        case OneOf(values=values):
            found = [_alone(each) for each in values]
            return found[0] if all(found) else ""
        case _:
            return ""


def _of_library(name: str) -> str:
    module, _, last = name.rpartition(".")
    if module == "builtins":
        return "a function" if last in BUILTINS else ""
    if module in ("numpy", "jax.numpy"):
        if last in DTYPES:
            return "a dtype"
        return "a function" if last in FUNCTIONS else ""
    return "a function" if name.startswith(CALLED) and last_part(name).islower() else ""
