"""A traced argument is tested for the class that the caller passed.

`isinstance(x, float)` is true of `f(2.0)`, and `isinstance(x, np.ndarray)` of `f(np.ones(3))`.
While `f` is traced, every number and every array that it was passed is a tracer, which is none of
`float`, `int`, `complex`, `numbers.Number`, `np.ndarray` or `np.generic`: the test is False,
silently, and the branch that was meant for such arguments is left out of the compiled code. The
same holds for `type(x) is float` and `np.isscalar(x)`.

Not reported are tests which tracers pass, `isinstance(x, jax.Array)` and `isinstance(x, (float,
jax.Array))` among them; tests for `str`, `dict`, `tuple`, `None` and other things that are no
arrays; static arguments; and results of jnp, which are no `float` without jit either. In a function
that the traced one calls it is a note, for it may be written for both.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def scaled(x):
        if isinstance(x, float):
            return jnp.full(3, x)
        return 2 * x

    answer = scaled(1.0)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def scaled(x):
        if jnp.ndim(x) == 0:
            return jnp.full(3, x)
        return 2 * x

    answer = scaled(1.0)
"""

from collections.abc import Iterator, Sequence

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import Tree
from jitlint.interpreter.events import TypeTest
from jitlint.rules import Rule
from jitlint.rules.tracers import is_tracer
from jitlint.rules.wording import last_part, or_static, origin, spelled

rule = Rule(__name__, severity="warning", claim="lost")

NUMBERS = frozenset(
    [
        *(f"builtins.{name}" for name in ("bool", "int", "float", "complex")),
        *(f"numbers.{name}" for name in ("Number", "Complex", "Real", "Rational", "Integral")),
    ]
)
NO_ARRAYS = frozenset(
    f"builtins.{name}"
    for name in "str bytes bytearray list tuple dict set frozenset slice range type None".split()
) | {"types.NoneType", "builtins.NoneType"}


@rule.on(TypeTest)
def type_test_of_traced_value(event: TypeTest) -> Iterator[Finding[Place]]:
    """Yields a finding where a test is True without jit and False while tracing."""
    value, trace = event.value, event.trace
    if trace and trace.stages and isinstance(value, Tree) and _misleads(event, value):
        yield rule.finding(
            event,
            f"`{spelled(event.by)}` {_finds(event.classes)}, because `{{0}}` is traced: "
            f"{origin(value.depends, trace)}",
            quotes=(event.value_at,),
            note="False, whatever is passed",
            help="use `jnp.ndim` or `jnp.issubdtype`, or add `jax.Array` to the classes"
            + or_static(value.depends, trace),
            severity="note" if len(trace.chain) > 1 else "warning",
        )


def _misleads(event: TypeTest, value: Tree) -> bool:
    """Only what is passed in changes its class by being traced, and that starts as a `Tree`."""
    return is_tracer(value) and (event.by == "np.isscalar()" or _want_numbers(event.classes))


def _want_numbers(classes: Sequence[str]) -> bool:
    wanted = [name for name in classes if name not in NO_ARRAYS]
    return bool(wanted) and all(name in NUMBERS or _is_numpys(name) for name in wanted)


def _is_numpys(name: str) -> bool:
    return name.startswith("numpy.")


def _finds(classes: Sequence[str]) -> str:
    if not classes:
        return "is always False here"
    names = " or ".join(f"`{spelled(name)}`" for name in classes if name not in NO_ARRAYS)
    article = "an" if last_part(classes[0])[0] in "aeiou" else "a"
    return f"never finds {article} {names} here"
