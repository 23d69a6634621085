"""A static argument cannot be hashed, so JAX cannot look up its compilations.

JAX keeps its compilations by the values of the static arguments, and looks them up by their hash.
Lists, dicts, sets and arrays have none, nor has a tuple that holds one, nor an object whose class
has an `__eq__` and no `__hash__`, as every dataclass has that is not frozen: the call raises
ValueError.

Not reported are tuples, texts, numbers, frozen sets and functions; frozen dataclasses; NumPy's
scalars; and the same values where they are traced, or where `eqx.filter_jit` sorts them out.

`--fix` writes a tuple for a list, and `frozenset(…)` for a set, where they are written in the call.

Bad:

    import functools

    import jax
    import jax.numpy as jnp

    @functools.partial(jax.jit, static_argnames="shape")
    def zeros(x, shape):
        return x + jnp.zeros(shape)

    zeros(1.0, shape=[2, 3])

Good:

    import functools

    import jax
    import jax.numpy as jnp

    @functools.partial(jax.jit, static_argnames="shape")
    def zeros(x, shape):
        return x + jnp.zeros(shape)

    zeros(1.0, shape=(2, 3))
"""

from collections.abc import Collection, Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import Array, Instance, Mapping, Sequence, Value
from jitlint.interpreter.events.misuse import StaticArgument
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal, whole_or_part

rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=("ValueError",),
    fix="passes a tuple instead of a list",
)

HELP = {
    "a list": "pass a tuple",
    "a dict": "pass a tuple of pairs or a frozen dataclass, or leave {0} traced",
    "a set": "pass a `frozenset` or a sorted tuple",
    "an ndarray": "leave {0} out of the static arguments",
    "a dataclass that is not frozen": "make its class frozen: `@dataclass(frozen=True)`",
    "a jax array": "leave {0} out of the static arguments",
    "a tracer": "leave {0} out of the static arguments",
}
COMPARES = "__eq__"


@rule.on(StaticArgument)
def unhashable_static_argument(event: StaticArgument) -> Iterator[Finding[Place]]:
    """Yields a finding where the value surely has no hash."""
    kind = event.unhashable or whole_or_part(event.value, _alone, _held)
    if kind:
        parameter = f"`{literal(event.parameter)}`"
        verb = "" if kind.startswith("holds ") else "is "
        yield rule.finding(
            event,
            f"the static {parameter} of {callable_name(event.function)} needs a hash, "
            f"but `{{0}}` {verb}{kind}, which has none",
            quotes=(event.at,),
            note="cannot be hashed",
            help=HELP.get(kind, "pass a value that can be hashed").format(parameter),
        )


def _held(value: Value) -> Collection[Value]:
    match value:
        case Sequence(kind="tuple", items=list() as items):
            return items
        case _:
            return ()


def _alone(value: Value) -> str:
    match value:
        case Sequence(kind="list" | "set" as kind):
            return f"a {kind}"
        case Mapping():
            return "a dict"
        case Array(certain=True, kind=kind):
            return "a tracer" if kind in ("abstract", "concrete") else "a jax array"
        case Instance(cls=cls):
            compares = COMPARES in cls.attributes and "__hash__" not in cls.attributes
            decorated = bool(cls.node.decorators)  # type: ignore[reportUnknownMemberType]
            return "an object" if compares and not decorated else ""
        case _:
            return ""
