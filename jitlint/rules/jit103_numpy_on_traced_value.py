"""A NumPy function is given a traced value, which it cannot convert to an ndarray.

`np.sin(x)` reads the numbers of its argument at once, outside of what JAX can compile or
differentiate. While a function is traced there are no numbers yet, and under `jax.grad` an
ndarray would lose the gradient: in both cases JAX raises TracerArrayConversionError. SciPy's
functions convert alike; `jax.scipy` has twins of many.

Not reported are about forty functions which call the array's own method and so return a tracer
(`np.sum(x)`, `np.mean(x)`, `np.reshape(x, -1)`; not `np.sum([x, y])`); those that only ask for
shape or dtype (`np.shape(x)`, `np.ndim(x)`); NumPy on shapes, constants and static arguments, which
is how to keep them static; `np.float32(2) * x`, which JAX computes; the function handed to
`jax.pure_callback`; and an array of the enclosing scope, which has its numbers.

Bad:

    import jax
    import numpy as np

    @jax.jit
    def wave(x):
        return np.sin(x) + 1.0

    wave(0.5)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def wave(x):
        return jnp.sin(x) + 1.0

    wave(0.5)

Bad:

    import jax
    import jax.numpy as jnp
    import numpy as np

    @jax.grad
    def loss(w):
        return np.linalg.norm(w)

    loss(jnp.ones(3))

Good:

    import jax
    import jax.numpy as jnp
    import numpy as np

    @jax.grad
    def loss(w):
        return jnp.linalg.norm(w) / np.sqrt(w.size)

    loss(jnp.ones(3))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import Tree
from jitlint.interpreter.events import NumpyCall
from jitlint.rules import Rule
from jitlint.rules.concrete import concrete_value_needed
from jitlint.rules.tracers import is_tracer
from jitlint.rules.wording import spelled

rule = Rule(
    __name__,
    severity="error",
    claim="raises",
    errors=("TracerArrayConversionError",),
    fix="calls `jax.numpy` instead of NumPy",
)

NOT_IN_JAX = frozenset((
    "array2string", "asanyarray", "asarray_chkfinite", "ascontiguousarray", "asfortranarray",
    "asmatrix", "base_repr", "binary_repr", "bmat", "busday_count", "busday_offset", "common_type",
    "copyto", "datetime_as_string", "datetime_data", "fix", "format_float_positional",
    "format_float_scientific", "fromregex", "genfromtxt", "get_include", "getbufsize", "geterr",
    "geterrcall", "info", "is_busday", "isfortran", "isnat", "loadtxt", "may_share_memory",
    "min_scalar_type", "mintypecode", "nested_iters", "putmask", "real_if_close", "require",
    "row_stack", "save", "savetxt", "savez", "savez_compressed", "setbufsize", "seterr",
    "seterrcall", "shares_memory", "show_config", "show_runtime", "test", "typename", "vectorize",
))  # fmt: skip


@rule.on(NumpyCall)
def numpy_on_traced_value(event: NumpyCall) -> Iterator[Finding[Place]]:
    """Yields a finding for the first argument that NumPy cannot read."""
    message = f"`{spelled(event.function)}()` needs a concrete ndarray, but `{{0}}` is traced"
    for value, place in event.concrete:
        if is_tracer(value):
            help, may_be_passed = _instead(event.function), isinstance(value, Tree)
            yield from concrete_value_needed(
                rule, event, value, place, message, help, offers_static=may_be_passed
            )
            return


def _instead(function: str) -> str:
    module, _, name = function.rpartition(".")
    if module in ("numpy", "numpy.linalg", "numpy.fft") and name not in NOT_IN_JAX:
        return f"use `{module.replace('numpy', 'jnp')}.{name}`"
    if module == "numpy.testing":
        return "compare outside of what is traced, or with `jax.experimental.checkify`"
    if module.startswith("scipy."):
        return "use `jax.scipy`, or `jax.pure_callback` for what only SciPy can do"
    if module.startswith("numpy.random"):
        return "draw with `jax.random`"
    return "use `jax.numpy`, or `jax.pure_callback` for what only NumPy can do"
