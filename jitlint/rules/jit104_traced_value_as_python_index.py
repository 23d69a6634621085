"""Python counts or indexes with a traced integer.

`for i in range(n)` and `table[i]` need a concrete integer, and a tracer stands for every integer.
JAX raises TracerIntegerConversionError for `range`, lists, tuples and strings, and
TracerArrayConversionError where a NumPy array is indexed.

Not reported are jax arrays, which take traced indices; `range(x.shape[0])`; static arguments and
those that keep their default; dict and list arguments, which are looked up by Python values;
`jax.grad` alone, where integers are known; and an array of the enclosing scope, which has its
number.

`--unsafe-fixes` rewrites `for i in range(n)` as `jax.lax.fori_loop` if the body only binds names
anew, each by arithmetic of itself, literals and `i`, so that no shape changes, and nothing reads
`i` afterwards. Whole numbers of which it makes floats start as floats, and JAX differentiates such
a loop forwards only.

`--unsafe-fixes` indexes `jnp.asarray(…)` of a NumPy array, and makes parameters static as JIT105
does where the loop cannot be one of JAX's. An index beyond the end is the last one then, as always
in JAX.

Bad:

    import jax

    @jax.jit
    def power(x, n):
        result = 1.0
        for _ in range(n):
            result = result * x
        return result

    power(2.0, 3)

Good:

    import jax

    @jax.jit
    def power(x, n):
        return jax.lax.fori_loop(0, n, lambda _, result: result * x, 1.0)

    power(2.0, 3)

Bad:

    import jax
    import numpy as np

    TABLE = np.array([0.1, 0.01, 0.001])

    @jax.jit
    def rate(epoch):
        return TABLE[epoch]

    rate(1)

Good:

    import jax
    import jax.numpy as jnp
    import numpy as np

    TABLE = np.array([0.1, 0.01, 0.001])

    @jax.jit
    def rate(epoch):
        return jnp.asarray(TABLE)[epoch]

    rate(1)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events import PythonIndex
from jitlint.rules import Rule
from jitlint.rules.concrete import concrete_value_needed, is_abstract

rule = Rule(
    __name__,
    severity="error",
    claim="raises",
    errors=("TracerIntegerConversionError",),
    fix="counts by `jax.lax.fori_loop`",
)

NEEDS = {
    "range()": "`range()` needs a concrete int",
    "list": "a list index needs a concrete int",
    "tuple": "a tuple index needs a concrete int",
    "str": "a str index needs a concrete int",
    "ndarray": "a NumPy array needs a concrete index",
}
INSTEAD = {
    "range()": "use `jax.lax.fori_loop`",
    "list": "make one array of the list and index that",
    "tuple": "make one array of the tuple and index that",
    "str": "choose the text outside",
    "ndarray": "index `jnp.asarray(…)` of the array",
}
INDEX_OR_BOUND = ("TracerArrayConversionError", "TracerIntegerConversionError")


@rule.on(PythonIndex)
def traced_value_as_python_index(event: PythonIndex) -> Iterator[Finding[Place]]:
    """Yields a finding where the integer that Python asks for does not exist yet."""
    if is_abstract(event.index):
        message, help = _question(event), INSTEAD[event.container]
        errors = INDEX_OR_BOUND if event.container == "ndarray" else None
        yield from concrete_value_needed(
            rule, event, event.index, event.index_at, message, help, errors=errors
        )


def _question(event: PythonIndex) -> str:
    if event.index_at == event.at:
        return "`{0}` needs a concrete int, but what it counts with is traced"
    return f"{NEEDS[event.container]}, but `{{0}}` is traced"
