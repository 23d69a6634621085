"""A method is jitted in its class, and its `self` cannot be traced.

`jax.jit` traces every argument of a method, the first one too. An object of an ordinary class is no
array and no pytree of arrays, so the first call raises TypeError. The same happens to the class in
`@classmethod` over `@jax.jit`; and `@jax.jit` over `@staticmethod` or `@classmethod` is given no
function at all.

A static `self` (`static_argnames="self"`) runs, but what the method reads of it is compiled in, and
every object is compiled for and kept alive: fit for objects that never change.

Not reported are static `self`, `@staticmethod` over `@jax.jit`, classes that are pytrees (Equinox,
nnx, `flax.struct`, `register_dataclass`, NamedTuples), and wrappers that know methods.

Bad:

    import jax

    class Model:
        def __init__(self, scale):
            self.scale = scale

        @jax.jit
        def apply(self, x):
            return self.scale * x

    Model(2.0).apply(1.0)

Good:

    import jax

    class Model:
        def __init__(self, scale):
            self.scale = scale

        def apply(self, x):
            return _apply(self.scale, x)

    @jax.jit
    def _apply(scale, x):
        return scale * x

    Model(2.0).apply(1.0)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import TracedMethod
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name, literal

rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=("TypeError",),
    fix="puts `@staticmethod` above the other",
)

PROBLEMS = {
    "self": "`{wrapper}` traces the `self` of {method}, but its class is no pytree",
    "cls": "`{wrapper}` traces the `cls` of {method}, but a class is no pytree",
    "staticmethod": "`{wrapper}` is given a `staticmethod`, which is no function",
    "classmethod": "`{wrapper}` is given a `classmethod`, which is no function",
}
HELP = {
    "self": "jit a function that is passed what it needs of `self`, register the class as a pytree,"
    ' or use `static_argnames="self"` if its objects never change',
    "cls": "use `@staticmethod`, or make `cls` static",
    "staticmethod": "put `@staticmethod` above `{wrapper}`",
    "classmethod": "put `@classmethod` above `{wrapper}`, with a static `cls`",
}


@rule.on(TracedMethod)
def jit_of_method(event: TracedMethod) -> Iterator[Finding[Place]]:
    """Yields a finding where the first argument is not what JAX can trace."""
    if event.problem in PROBLEMS:
        wrapper, method = literal(event.wrapper), callable_name(event.method)
        yield rule.finding(
            event,
            PROBLEMS[event.problem].format(wrapper=wrapper, method=method),
            note="cannot be traced",
            help=HELP[event.problem].format(wrapper=wrapper),
        )
