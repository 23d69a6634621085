"""A statement discards the new value that a pure function returned.

jax arrays never change: `x.at[0].set(1.0)` leaves `x` alone and returns another array, and so do
`x.sort()`, `jnp.append(x, y)` and `jax.random.split(key)`. As a statement of its own such a call
does nothing at all, with JAX or without, and nothing is raised. The same holds for the updates of
Optax, Equinox and Flax, which return new states.

Not reported are `list.sort()`, `dict.update()` and other methods of Python's containers, NumPy's
`array.sort()`, optimizers that do change in place (`nnx.Optimizer.update`), functions called for an
effect (`jax.debug.print`, `jax.lax.scan` as a statement, `jax.block_until_ready`), and calls that a
test expects to raise.

Bad:

    import jax.numpy as jnp

    x = jnp.zeros(3)
    x.at[0].set(1.0)
    result = x.sum()

Good:

    import jax.numpy as jnp

    x = jnp.zeros(3)
    x = x.at[0].set(1.0)
    result = x.sum()

Bad:

    import jax

    key = jax.random.key(0)
    jax.random.split(key)
    result = jax.random.normal(key)

Good:

    import jax

    key = jax.random.key(0)
    key, used = jax.random.split(key)
    result = jax.random.normal(used)
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import Discard
from jitlint.rules import Rule
from jitlint.rules.wording import last_part, spelled

rule = Rule(
    __name__,
    severity="warning",
    claim="none",
    fix="binds what is returned to the same name",
)

AT = "jax.Array.at."
METHODS = "astype clip flatten ravel repeat reshape round sort squeeze swapaxes take transpose"
UPDATES = "append concatenate delete fill_diagonal insert place put put_along_axis sort"
PURE = frozenset(
    [
        *(f"jax.Array.{name}" for name in METHODS.split()),
        *(f"jax.numpy.{name}" for name in UPDATES.split()),
        "jax.random.clone",
        "jax.random.fold_in",
        "jax.random.split",
        "jax.lax.dynamic_update_slice",
        "equinox.apply_updates",
        "equinox.tree_at",
        "flax.training.train_state.TrainState.apply_gradients",
        "flax.training.train_state.TrainState.replace",
        "optax.GradientTransformation.update",
        "optax.GradientTransformationExtraArgs.update",
        "optax.apply_updates",
        "optax.incremental_update",
    ]
)


@rule.on(Discard)
def discarded_update(event: Discard) -> Iterator[Finding[Place]]:
    """Yields a finding where a known pure function is called for nothing."""
    function = event.function
    if function in PURE or function.startswith(AT):
        yield rule.finding(
            event,
            f"`{_called(function)}` changes nothing by itself: it returns {_returned(function)}, "
            "and the statement throws that away",
            note="the result is thrown away",
            help="bind what it returns: " + _instead(function),
        )


def _called(function: str) -> str:
    if function.startswith(AT):
        return f".at[…].{last_part(function)}(…)"
    if function.startswith(("jax.Array.", "optax.Gradient", "flax.")):
        return f".{last_part(function)}(…)"
    return f"{spelled(function)}()"


def _returned(function: str) -> str:
    match last_part(function):
        case "split":
            return "new keys"
        case "fold_in" | "clone":
            return "a new key"
        case "tree_at" | "incremental_update" | "apply_updates":
            return "a new tree"
        case "update":
            return "updates and a new state"
        case "replace" | "apply_gradients":
            return "a new state"
        case _:
            return "a new array"


def _instead(function: str) -> str:
    match last_part(function):
        case "split":
            return "`key, used = jax.random.split(key)`"
        case "fold_in" | "clone":
            return f"`key = {function}(…)`"
        case "update":
            return "`updates, state = optimizer.update(…)`"
        case "replace" | "apply_gradients" as name:
            return f"`state = state.{name}(…)`"
        case name if function.startswith(AT):
            return f"`x = x.at[…].{name}(…)`"
        case _:
            return "`x = …`"
