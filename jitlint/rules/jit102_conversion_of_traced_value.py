"""Python converts a traced value into a number or a string.

`float(loss)` was meant to take the number out of an array. While a function is traced there is no
number in it yet: the value stands for all that later calls will compute. JAX raises
ConcretizationTypeError; for a format spec Python raises TypeError.

The conversions differ. Under `jax.jit`, `vmap` and in the bodies of `lax.scan` and its like all of
`float`, `int`, `complex`, `.item`, `.tolist`, `math.sqrt` and `f"{x:.2f}"` fail. Under `jax.grad`
alone `int(x)` and `x.item()` work, since the value is known, but `float(x)`, `complex(x)`,
`x.tolist()`, `math.sqrt(x)` and format specs still raise: a float would cut the gradient in
silence.

Not reported are conversions of what is known while tracing: `int(x.shape[0])`,
`math.sqrt(x.shape[-1])`, static arguments; `f"{x}"` and `str(x)`, which give the tracer's name;
`round`, `abs` and `sum`, which stay arrays; and `float(A)` of an array of the enclosing scope,
which has its numbers.

`--unsafe-fixes` writes `jnp.asarray(x, float)` for `float(x)`, and so for `int` and `complex`,
`x.reshape(())` for `x.item()`, and the functions of `jnp` for those of `math`. Where a decorator of
the function itself traces it, this is safe.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def loss(w):
        return float(jnp.sum(w**2))

    loss(jnp.ones(3))

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def loss(w):
        return jnp.sum(w**2)

    float(loss(jnp.ones(3)))

Bad:

    import math

    import jax

    @jax.grad
    def length(x):
        return math.sqrt(x)

    length(4.0)

Good:

    import jax
    import jax.numpy as jnp

    @jax.grad
    def length(x):
        return jnp.sqrt(x)

    length(4.0)

Bad:

    import jax

    @jax.jit
    def step(x):
        label = f"{x:.2f}"
        return x, label == "0.00"

    step(2.0)

Good:

    import jax

    @jax.jit
    def step(x):
        jax.debug.print("{x:.2f}", x=x)
        return x

    step(2.0)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import Tree
from jitlint.interpreter.events import Convert, Trace
from jitlint.rules import Rule
from jitlint.rules.concrete import concrete_value_needed
from jitlint.rules.tracers import is_tracer
from jitlint.rules.wording import callable_name, last_part

rule = Rule(
    __name__,
    severity="error",
    claim="raises",
    errors=("ConcretizationTypeError",),
    fix="calls `jax.numpy` instead of `math`",
)

WORK_UNDER_GRAD = ("int()", ".item()", "%d-formatting")
COUNTS = tuple(f"math.{name}()" for name in ("comb", "factorial", "gcd", "isqrt", "lcm", "perm"))
NOT_IN_JAX = tuple(
    f"math.{name}()"
    for name in (
        "comb", "dist", "erf", "erfc", "factorial", "fma", "fsum", "gamma", "isqrt", "lgamma",
        "perm", "remainder", "sumprod", "ulp",
    )
)  # fmt: skip
NEEDS = {
    "float()": "a concrete float",
    "int()": "a concrete int",
    "complex()": "a concrete complex number",
    ".item()": "a concrete value",
    ".tolist()": "concrete values",
}


@rule.on(Convert)
def conversion_of_traced_value(event: Convert) -> Iterator[Finding[Place]]:
    """Yields a finding where the number that Python asks for does not exist yet."""
    value, by, trace = event.value, event.by, event.trace
    if trace and is_tracer(value) and (value.kind == "abstract" or by not in WORK_UNDER_GRAD):
        yield from concrete_value_needed(
            rule,
            event,
            value,
            event.value_at,
            f"{_asker(by)} needs {_needs(by)}, but `{{0}}` is traced",
            _instead(by, trace),
            offers_static=isinstance(value, Tree),
            errors=_errors(by),
        )


def _asker(by: str) -> str:
    return f"`{by}`" if by.endswith("()") else by


def _needs(by: str) -> str:
    if by in COUNTS:
        return NEEDS["int()"]
    return NEEDS["float()"] if by.startswith("math.") else NEEDS.get(by, "a concrete number")


def _instead(by: str, trace: Trace) -> str:
    name = last_part(by.removesuffix("()"))
    if by.startswith("math."):
        return "use `jax.numpy` or `jax.scipy`" if by in NOT_IN_JAX else f"use `jnp.{name}`"
    if "format" in by:
        return "use `jax.debug.print`, which formats when the numbers are known"
    outside = f"convert outside {callable_name(trace.entry.function)}"
    dtype = {"float()": "float", "int()": "int", "complex()": "complex"}.get(by)
    return f"{outside}, or use `astype({dtype})` for the dtype alone" if dtype else outside


def _errors(by: str) -> tuple[str, ...]:
    match by:
        case "a format spec" | "math.trunc()" | "%d-formatting":
            return ("TypeError",)
        case _ if by in COUNTS:
            return ("TracerIntegerConversionError", "TypeError")
        case _:
            return rule.errors
