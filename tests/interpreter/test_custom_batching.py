"""Rules of custom batching: `vmap` calls them in place of the function."""

from kinds import Agree


def test_a_rule_of_batching_is_traced_where_the_whole_is_staged(agree: Agree) -> None:
    agree("""
    @jax.custom_batching.custom_vmap
    def double(x):
        return x * 2

    @double.def_vmap
    def double_rule(size, batched, x):
        if size > 1 and batched[0]:
            x = x * 1
        if x.sum() > 0:  # raises
            return x, True
        return x * 2, True

    @jax.jit
    def many(xs):
        return jax.vmap(double)(xs)

    # run: many(jnp.ones(3))
    """)


def test_a_rule_may_look_at_arrays_where_only_vmap_is_around(agree: Agree) -> None:
    agree("""
    @jax.custom_batching.custom_vmap
    def double(x):
        return x * 2

    @double.def_vmap
    def double_rule(size, batched, x):
        return (x, True) if x.sum() > 0 else (x * 2, True)

    def many(xs):
        return jax.vmap(double)(xs)

    # run: many(jnp.ones(3))
    """)
