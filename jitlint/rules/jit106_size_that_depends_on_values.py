"""The size of a result depends on values that are traced.

`x[x > 0]` has as many elements as there are positive numbers in `x`, and `jnp.nonzero`, `jnp.where`
with one argument, `jnp.unique` or `jnp.repeat` are of the same kind. While a function is traced
their number is unknown, and compiled code has one shape: JAX raises NonConcreteBooleanIndexError
for a mask and ConcretizationTypeError for a function.

A mask has to be concrete in `x.at[mask].set(0.0)` too, and even a mask that jnp makes of
constants is traced under `jax.jit`.

Not reported are masks made with NumPy of constants or shapes; indices that are integers; functions
that are given their `size`, `length`, `num_segments` or `total_repeat_length`; `jnp.where` with
three arguments; and `jax.grad` alone, where masks are known.

`--unsafe-fixes` sums `x[x > 0]` by `jnp.sum(x, where=x > 0)`, and so does `mean`, `prod`, `any` and
`all`; it updates `x.at[x < 0]` by `jnp.where` where a number is set, added or multiplied with. Both
need a mask that is surely as large as `x`: comparisons of `x` itself with numbers, joined by `~`,
`&`, `|` or the functions of `jax.numpy` for that. `jnp.choose` is given `mode="clip"`, and the
count of `jnp.repeat` becomes static, under the conditions of JIT105.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def sum_of_positive(x):
        return jnp.sum(x[x > 0])

    sum_of_positive(jnp.arange(3.0))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def sum_of_positive(x):
        return jnp.sum(jnp.where(x > 0, x, 0.0))

    sum_of_positive(jnp.arange(3.0))

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def without_negative(x):
        return x.at[x < 0].set(0.0)

    without_negative(jnp.arange(3.0))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def without_negative(x):
        return jnp.where(x < 0, 0.0, x)

    without_negative(jnp.arange(3.0))

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def levels(x):
        return jnp.unique(x)

    levels(jnp.arange(3.0))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def levels(x):
        return jnp.unique(x, size=x.size, fill_value=jnp.nan)

    levels(jnp.arange(3.0))
"""

from collections.abc import Iterator, Sequence

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events import UnknownSize
from jitlint.rules import Rule
from jitlint.rules.concrete import concrete_value_needed, is_abstract
from jitlint.rules.wording import last_part, spelled

rule = Rule(
    __name__,
    severity="error",
    claim="raises",
    errors=(
        "ConcretizationTypeError", "NonConcreteBooleanIndexError", "TracerBoolConversionError",
    ), fix="selects by `where`",
)  # fmt: skip

SIZES = frozenset("size total_repeat_length length num_segments".split())
MASKS = {
    "x[mask]": (
        "indexing by a mask",
        "use `jnp.where(mask, x, value)` with a value that does not count, "
        "or `jnp.nonzero(mask, size=…)` if their number has a bound",
    ),
    "x.at[mask]": (
        "an update by a mask",
        "use `jnp.where(mask, value, x)`",
    ),
}
OPTIONS = {
    "mode": "pass `mode='clip'` or `mode='wrap'`",
    "assume_unique_indices": "pass `assume_unique_indices=True` if no index comes twice",
    "strip_zeros": "pass `strip_zeros=False`",
}


@rule.on(UnknownSize)
def size_that_depends_on_values(event: UnknownSize) -> Iterator[Finding[Place]]:
    """Yields a finding where a shape would follow from values that are not known yet."""
    if is_abstract(event.value):
        message = f"{_question(event)}, but `{{0}}` is traced"
        help, errors = _instead(event), _errors(event.function)
        yield from concrete_value_needed(
            rule, event, event.value, event.value_at, message, help, errors=errors
        )


def _question(event: UnknownSize) -> str:
    if event.function in MASKS:
        return f"{MASKS[event.function][0]} needs a concrete mask"
    is_method = event.function.startswith("jax.Array.")
    asker = f".{last_part(event.function)}" if is_method else spelled(event.function)
    if SIZES.isdisjoint(event.sizes):
        return f"`{asker}()` needs concrete values"
    return f"the size of what `{asker}()` returns depends on values"


def _instead(event: UnknownSize) -> str:
    if event.function in MASKS:
        return MASKS[event.function][1]
    if event.function == "jax.numpy.where":
        return "use `jnp.where` with three arguments, or pass `size=…`, an upper bound"
    return _settled(event.sizes)


def _settled(sizes: Sequence[str]) -> str:
    for name in sizes:
        if name in SIZES:
            return f"pass `{name}=…`, an upper bound"
        if name in OPTIONS:
            return OPTIONS[name]
    return f"pass `{sizes[0]}=…`" if sizes else "use a function that keeps the size of its argument"


def _errors(function: str) -> tuple[str, ...]:
    if function in MASKS:
        return ("NonConcreteBooleanIndexError",)
    if last_part(function) in ("extract", "compress"):
        return ("ConcretizationTypeError", "TracerBoolConversionError")
    return ("ConcretizationTypeError",)
