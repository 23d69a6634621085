"""A traced array is asked for its device, or whether it is ready.

`y.block_until_ready()`, `y.sharding` or `y.devices()` are about a buffer on some device. A
tracer has no buffer: JAX raises AttributeError for `block_until_ready`, `is_ready`, `sharding`,
`device`, `format` and `copy_to_host_async`, and ConcretizationTypeError for `devices`,
`is_deleted`, `delete`, `committed` and the shards. This is so under `jax.jit`, `jax.vmap` and
`jax.grad` alike.

Not reported are `x.shape`, `x.dtype`, `x.aval`, `x.weak_type` and all else that tracers have;
`jax.block_until_ready(x)`, which returns tracers as they are; `hasattr(x, "sharding")` and
`getattr(x, "sharding", None)`, which ask first; and arrays of the enclosing scope.

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def step(x):
        y = jnp.sin(x)
        y.block_until_ready()
        return 2 * y

    step(1.0)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def step(x):
        return 2 * jnp.sin(x)

    step(1.0).block_until_ready()

Bad:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def beside(x):
        y = jnp.sin(x)
        return jax.device_put(jnp.ones(3), y.sharding) + y

    beside(1.0)

Good:

    import jax
    import jax.numpy as jnp

    @jax.jit
    def beside(x, ones):
        return ones + jnp.sin(x)

    x = jnp.float32(1.0)
    beside(x, jax.device_put(jnp.ones(3), x.sharding))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.domain.values import Array, Tree
from jitlint.interpreter.events import ArrayAttribute, Trace
from jitlint.rules import Rule
from jitlint.rules.concrete import concrete_value_needed
from jitlint.rules.tracers import is_tracer
from jitlint.rules.wording import callable_name

rule = Rule(
    __name__,
    severity="error",
    claim="raises",
    errors=("AttributeError", "ConcretizationTypeError"),
    fix="waits by `jax.block_until_ready`",
)

ABSENT = frozenset("block_until_ready is_ready sharding device format copy_to_host_async".split())
OF_BUFFERS = frozenset(
    """devices is_deleted delete committed addressable_shards global_shards addressable_data
    is_fully_addressable is_fully_replicated unsafe_buffer_pointer
    on_device_size_in_bytes""".split()
)
UNMISTAKABLE = frozenset("block_until_ready copy_to_host_async addressable_shards".split())


@rule.on(ArrayAttribute)
def attribute_that_tracers_lack(event: ArrayAttribute) -> Iterator[Finding[Place]]:
    """Yields a finding where there is no buffer yet that could answer."""
    value, name, trace = event.value, event.name, event.trace
    if trace and is_tracer(value) and _lacks(value, name):
        message = f"`.{name}` needs a concrete array, but `{{0}}` is traced"
        help, errors = _instead(name, trace), _errors(name)
        yield from concrete_value_needed(
            rule, event, value, event.value_at, message, help, offers_static=False, errors=errors
        )


def _lacks(value: Array | Tree, name: str) -> bool:
    """A `Tree` may be an object of the user's with a field of that name."""
    return name in (UNMISTAKABLE if isinstance(value, Tree) else ABSENT | OF_BUFFERS)


def _instead(name: str, trace: Trace) -> str:
    outside = f"outside {callable_name(trace.entry.function)}"
    if name == "block_until_ready":
        return f"wait {outside}, or use `jax.block_until_ready`, which hands tracers on"
    return f"ask {outside}, and pass the answer in"


def _errors(name: str) -> tuple[str, ...]:
    return ("AttributeError",) if name in ABSENT else ("ConcretizationTypeError",)
