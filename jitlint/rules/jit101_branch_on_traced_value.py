"""A Python branch asks a traced value for a concrete bool.

`if x > 0` was meant to choose by the numbers of each call. Under `jax.jit`, `vmap` or in the body
of `lax.scan` the function is called once with tracers, each of which stands for every array of its
shape and dtype; `x > 0` is then a traced bool, and Python cannot decide between the paths. JAX
raises TracerBoolConversionError on that line.

Every conversion to a bool fails, however it is spelled: `if`, `while`, `assert`, a conditional
expression, `and`, `or`, `not`, `0 < x < 5`, `x in (1, 2)`, `case 1.0:`, the `if` of a
comprehension, `bool`, and `max`, `min`, `sorted`, `any`, `all` and `filter`, which compare or test
their elements.

Not reported are tests whose result is known while tracing: `x.ndim == 2`, `x.shape[0] > 1`,
`x.dtype == jnp.float32`, `len(x)`, `x is None`, `isinstance(x, jax.Array)`, `"bias" in params`,
static arguments, and arguments that keep their Python default. Under `jax.grad` alone the value is
known, and `if` works. An array of the enclosing scope may be asked directly (`if A:`); a comparison
with it (`if A > 0:`) is traced.

`--unsafe-fixes` rewrites a conditional expression, an `if` whose sides return, or assign the same
names, and `and`, `or`, `not` and chained comparisons. Both sides must be numbers, arithmetic or
functions of `jax.numpy` and `jax.nn` that act on nothing; their names must be used as numbers
elsewhere in the function; and both must have one shape, as far as the text shows. Where both cost
little and have finite slopes the choice is made by `jnp.where`, else by `jax.lax.cond`. It is
unsafe because both sides get one dtype, and a test of one element the shape that it has. A `while`
becomes `jax.lax.while_loop` if its body only binds names anew, each by arithmetic of itself and
literals, so that no shape changes; whole numbers of which it makes floats start as floats. JAX
differentiates such a loop forwards only. `y in (1.0, 2.0)` compares `y` with each number; the
leaves of `jax.tree.all` are asked by `jax.tree.reduce`; and of what surely is one array `jax.numpy`
takes the greatest, or sums the elements for which a comprehension has a test. An
`assert` becomes `checkify.check` in a function that the file only hands to `checkify.checkify`, and
`eqx.error_if` where it compares an argument that is read afterwards and the file imports Equinox.

`--fix` takes `max(x, y)`, `bool(x)`, and `any` and `all` of a list or a generator, to `jnp`.

Bad:

    import jax

    @jax.jit
    def relu(x):
        if x > 0:
            return x
        return 0.0 * x

    relu(2.0)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def relu(x):
        return jnp.where(x > 0, x, 0.0)

    relu(2.0)

Bad:

    import jax

    @jax.jit
    def countdown(x, steps):
        while steps > 0:
            x, steps = x / 2, steps - 1
        return x

    countdown(8.0, 3)

Good:

    from functools import partial

    import jax

    @partial(jax.jit, static_argnames="steps")
    def countdown(x, steps):
        while steps > 0:
            x, steps = x / 2, steps - 1
        return x

    countdown(8.0, steps=3)

Bad:

    import jax

    @jax.jit
    def clip(x):
        return max(0.0, min(x, 1.0))

    clip(2.0)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def clip(x):
        return jnp.clip(x, 0.0, 1.0)

    clip(2.0)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import Array
from jitlint.interpreter.events import Branch
from jitlint.rules import Rule
from jitlint.rules.concrete import concrete_value_needed

rule = Rule(
    __name__,
    severity="error",
    claim="raises",
    errors=("TracerBoolConversionError",),
    fix="calls `jnp.maximum` for `max`, `jnp.minimum` for `min`, `jnp.where` for `if`",
)

ASKS_THE_VALUE_ITSELF = (
    "if", "while", "assert", "if-else", "and", "or", "not", "a comprehension's if", "bool()",
)  # fmt: skip
SPELLED = {
    "if-else": "a conditional expression",
    "a comprehension's if": "a comprehension's `if`",
    "a chained comparison": "a chained comparison",
}
DOES = {
    "max()": "compares", "min()": "compares", "sorted()": "compares",
    "any()": "tests", "all()": "tests", "filter()": "tests", "bool()": "tests",
}  # fmt: skip
INSTEAD = {
    "if": "use `jnp.where` or `jax.lax.cond`",
    "if-else": "use `jnp.where`",
    "while": "use `jax.lax.while_loop`",
    "assert": "use `jax.experimental.checkify.check`",
    "and": "use `&`",
    "or": "use `|`, or `is None` where a default is meant",
    "not": "use `~`",
    "in": "use `jnp.isin`",
    "not in": "use `~jnp.isin`",
    "match": "use `jax.lax.switch`",
    "a chained comparison": "join two comparisons with `&`",
    "a comprehension's if": "use `jnp.where`",
    "max()": "use `jnp.maximum`, or `jnp.max` for one array",
    "min()": "use `jnp.minimum`, or `jnp.min` for one array",
    "any()": "use `jnp.any`",
    "all()": "use `jnp.all`",
    "sorted()": "use `jnp.sort`",
    "filter()": "use `jnp.where`",
    "bool()": "use `astype(bool)`",
}


@rule.on(Branch)
def branch_on_traced_value(event: Branch) -> Iterator[Finding[Place]]:
    """Yields a finding where the truth that Python asks for does not exist yet."""
    test, asks = event.test, event.asks
    if isinstance(test, Array) and test.certain and _has_no_truth(test, asks):
        help = INSTEAD.get(asks, INSTEAD["if"])
        yield from concrete_value_needed(rule, event, test, event.at, _question(asks), help)


def _has_no_truth(test: Array, asks: str) -> bool:
    asked_itself = asks in ASKS_THE_VALUE_ITSELF
    return test.kind == "abstract" or (test.kind == "captured" and not asked_itself)


def _question(asks: str) -> str:
    match asks:
        case "match":
            return "`match` needs a concrete bool, but what it compares with `{0}` is traced"
        case _ if asks in DOES:
            return f"`{{0}}` needs a concrete bool, but what it {DOES[asks]} is traced"
        case _:
            return f"{SPELLED.get(asks, f'`{asks}`')} needs a concrete bool, but `{{0}}` is traced"
