"""Annotated parameters: what JAX is handed is traced, whatever of it the annotation allows."""

from kinds import Agree


def test_what_is_like_an_array_is_traced_as_one(agree: Agree) -> None:
    agree("""
    from typing import Optional, Union
    from jax.typing import ArrayLike
    import jax.typing

    @jax.jit
    def bare(x: ArrayLike):
        return x if x > 0 else -x  # raises

    @jax.jit
    def reduced(x: jax.typing.ArrayLike, y: "ArrayLike"):
        if (x > 0).any():  # raises
            return x
        return y

    @jax.jit
    def either(x: jax.Array | float):
        if x > 0:  # raises
            return x
        return -x

    @jax.jit
    def union(x: Union[jax.Array, ArrayLike]):
        while x > 0:  # raises
            x = x - 1
        return x

    @jax.jit
    def maybe(x: Optional[jax.Array], y: jax.Array | None, z: jax.Array | dict):
        if x is None or y is None:
            return 0
        return {**z} if isinstance(z, dict) else z

    # run: bare(1.0)
    # run: reduced(jnp.ones(3), 1.0)
    # run: either(1.0)
    # run: union(2.0)
    # run: maybe(None, None, {})
    # run: maybe(jnp.ones(2), jnp.ones(2), {"a": 1.0})
    """)


def test_a_parameter_that_is_static_is_what_it_was(agree: Agree) -> None:
    agree("""
    from functools import partial
    from jax.typing import ArrayLike

    @partial(jax.jit, static_argnames="n")
    def power(x: ArrayLike, n: ArrayLike):
        return x if n > 2 else x * x

    # run: power(1.0, n=3)
    """)


def test_what_is_annotated_as_anything_is_traced_like_what_is_not_annotated(agree: Agree) -> None:
    agree("""
    from functools import partial
    from typing import Any
    import typing

    Array = Any

    @jax.jit
    def alias(x: Array):
        return x if x > 0 else -x  # raises

    @jax.jit
    def named(x: typing.Any, tree: "Any"):
        if tree["w"].sum() > 0:  # raises
            return x
        return -x

    @jax.jit
    def anything(x: object):
        return x.sum()

    @partial(jax.jit, static_argnames="mode")
    def static(x: Any, mode: Any):
        return x if mode > 0 else -x

    @jax.jit
    def maybe(x: Any | None):
        return 0 if x is None else x

    # run: alias(1.0)
    # run: named(1.0, {"w": jnp.ones(2)})
    # run: anything(jnp.ones(2))
    # run: static(1.0, 1)
    # run: maybe(None)
    """)
