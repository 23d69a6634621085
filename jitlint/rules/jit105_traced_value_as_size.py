"""A shape, a size, an axis or an option that must be static is given a traced value.

The compiled code of `jnp.zeros((n, 2))` is code for one shape. JAX therefore needs the number
`n`, and not a tracer that stands for all numbers, wherever an argument decides on a shape, on an
axis, or on which computation is done. What it raises depends on the function: TypeError ("Shapes
must be 1D sequences of concrete values"), ConcretizationTypeError, TracerIntegerConversionError,
or ValueError ("Non-hashable static arguments").

A number can also become traced by jnp alone: `jnp.minimum(x.shape[0], 8)` is an array that is
computed when the compiled code runs, although its arguments are known while tracing. Under
`jax.jit` and in the bodies of `lax.scan` and its like Python and NumPy keep such numbers
concrete, jnp does not; under `jax.grad` and `jax.vmap` alone it does.

Not reported are sizes that come from shapes or from static arguments; parameters that may be
traced, such as the bounds of `jnp.linspace` or the shift of `jnp.roll`; and numbers that are traced
by `jax.grad` alone.

`--unsafe-fixes` adds the parameter to `static_argnames`, and where there is one to
`static_argnums`, if one or two parameters of the function that `jax.jit` is given are responsible.
No call in the file may pass for it what JAX or NumPy computes, or what has no hash, and the
function may not use it as only arrays are: by attributes, items, masks and sums. Every new value
compiles anew.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def grid(n):
        return jnp.zeros((n, n))

    grid(3)

Good:

    from functools import partial

    import jax
    import jax.numpy as jnp

    @partial(jax.jit, static_argnames="n")
    def grid(n):
        return jnp.zeros((n, n))

    grid(n=3)

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def head(x):
        n = jnp.minimum(x.shape[0], 8)
        return x + jnp.arange(n)

    head(jnp.ones(3))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def head(x):
        n = min(x.shape[0], 8)
        return x + jnp.arange(n)

    head(jnp.ones(3))

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def total(x, axis):
        return jnp.sum(x, axis=axis)

    total(jnp.ones((2, 3)), 0)

Good:

    from functools import partial

    import jax
    import jax.numpy as jnp

    @partial(jax.jit, static_argnames="axis")
    def total(x, axis):
        return jnp.sum(x, axis=axis)

    total(jnp.ones((2, 3)), axis=0)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events import StaticParameter
from jitlint.rules import Rule
from jitlint.rules.concrete import concrete_value_needed, is_abstract
from jitlint.rules.wording import last_part, spelled

rule = Rule(
    __name__,
    severity="error",
    claim="raises",
    errors=(
        "ConcretizationTypeError", "TypeError", "TracerIntegerConversionError", "ValueError",
        "TracerBoolConversionError", "TracerArrayConversionError",
    ), fix="makes the parameter static")  # fmt: skip

SHAPES = frozenset("shape new_sizes sizes slice_sizes reps new_shape".split())
AXES = frozenset(
    "axis axes axis1 axis2 axisa axisb axisc source destination dimension dimensions".split()
)
FLAGS = frozenset(
    """keepdims descending stable endpoint retstep density reverse inplace lower increasing sparse
    assume_unique indices_are_sorted unique_indices replace hermitian""".split()
)
STARRED = {"reshape": "shape", "transpose": "axes", "permute_dims": "axes"}
OF_SHAPES = ("TypeError", "TracerIntegerConversionError", "TracerBoolConversionError", "ValueError")
OF_FLAGS = ("ValueError", "TypeError", "TracerBoolConversionError")
INSTEAD = {
    "jax.lax.scan": "use `jax.lax.fori_loop`, which takes a traced number of turns",
    "jax.lax.integer_pow": "use `**`",
    "jax.lax.slice_in_dim": "use `jax.lax.dynamic_slice_in_dim`, which takes a traced start",
    "jax.lax.slice": "use `jax.lax.dynamic_slice`, which takes a traced start",
    "jax.random.split": "use `jax.random.fold_in`, which takes a traced number",
}
KEEP_STATIC = (
    "compute it with Python or NumPy (`math.prod`, `min`, `np.minimum`), "
    "or within `jax.ensure_compile_time_eval()`"
)


@rule.on(StaticParameter)
def traced_value_as_size(event: StaticParameter) -> Iterator[Finding[Place]]:
    """Yields a finding where a shape, a size, an axis or an option is not known yet."""
    value, name = event.value, _parameter(event)
    if is_abstract(value):
        message = f"`{_asker(event.function)}()` needs a concrete `{name}`, but `{{0}}` is traced"
        help = _instead(event.function, name) if value.depends else KEEP_STATIC
        yield from concrete_value_needed(
            rule, event, value, event.value_at, message, help, errors=_errors(name)
        )


def _asker(function: str) -> str:
    is_method = function.startswith("jax.Array.")
    return f".{last_part(function)}" if is_method else spelled(function)


def _parameter(event: StaticParameter) -> str:
    starred = event.parameter == "args"
    return STARRED.get(last_part(event.function), "args") if starred else event.parameter


def _instead(function: str, parameter: str) -> str:
    if function in INSTEAD:
        return INSTEAD[function]
    if parameter in AXES:
        return "choose among a few axes with `jax.lax.switch`"
    if parameter in FLAGS:
        return "compute both and choose with `jnp.where`"
    return "use the size of another array, or an upper bound and a mask"


def _errors(parameter: str) -> tuple[str, ...] | None:
    if parameter in SHAPES:
        return OF_SHAPES
    return OF_FLAGS if parameter in FLAGS else None
