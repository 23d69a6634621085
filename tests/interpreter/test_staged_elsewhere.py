"""What JAX stages beside `jit`: partitioned functions, exported ones, Pallas state."""

from kinds import Agree


def test_a_partitioned_function_is_traced(agree: Agree) -> None:
    agree("""
    from jax.experimental.custom_partitioning import custom_partitioning

    @partial(custom_partitioning, static_argnums=(1,))
    def scaled(x, n):
        if n > 1:
            x = x * n
        if x > 0:  # raises
            return x
        return -x

    def use(x):
        return scaled(x, 3)

    # run: use(2.0)
    """)


def test_an_exported_function_is_traced_with_its_static_arguments_kept(agree: Agree) -> None:
    agree("""
    from jax import export

    @partial(jax.jit, static_argnames="n")
    def scaled(x, n):
        if n > 1:
            x = x * n
        if x > 0:  # raises
            return x
        return -x

    def use(x):
        exported = export.export(scaled)(x, n=3)
        return exported.call(x) if exported.nr_devices > 1 else x

    # run: use(2.0)
    """)


def test_a_function_of_pallas_state_may_write_and_is_traced(agree: Agree) -> None:
    agree("""
    from jax.experimental import pallas as pl

    def double(ref):
        ref[...] = ref[...] * 2
        if ref[0] > 0:  # raises
            ref[...] = ref[...] + 1

    @jax.jit
    def use(x):
        return pl.run_state(double)(x)

    # run: use(jnp.ones(3))
    """)
