"""Equivariant arrays, products and layers."""

import e3nn_jax as e3nn
import jax
import jax.numpy as jnp

x = e3nn.normal("2x0e + 1o", jax.random.PRNGKey(0), (4,))


@jax.jit
def norm(x):
    y = e3nn.tensor_product(x, x)
    z = e3nn.gate(e3nn.concatenate([y.filter("0e"), x.filter("1o")]).simplify())
    return (
        e3nn.norm(y).array.sum() + z.array.sum() + e3nn.elementwise_tensor_product(x, x).array.sum()
    )


jax.grad(lambda a: norm(e3nn.IrrepsArray(x.irreps, a)))(x.array)
jax.jit(lambda v: e3nn.spherical_harmonics([0, 1, 2], v, True).array)(jnp.ones((3, 3)))
jax.jit(lambda x: e3nn.scalar_activation(x.filter("0e"), [jax.nn.gelu]).array)(x)
jax.jit(lambda r: e3nn.bessel(r, 4, 1.0))(jnp.ones(3))
jax.jit(lambda k: e3nn.rand_matrix(k))(jax.random.PRNGKey(0))
