"""Kernels of Pallas and XLA are traced."""

import jax
import jax.numpy as jnp
import tokamax

q = jnp.ones((1, 128, 2, 64), jnp.float32)
x = jnp.ones((8, 128), jnp.float32)
for f in (
    lambda q: tokamax.dot_product_attention(q, q, q),
    lambda q: tokamax.dot_product_attention(q, q, q, is_causal=True, implementation="xla"),
    lambda q: tokamax.layer_norm(x * q.sum(), jnp.ones(128), jnp.zeros(128)),
    lambda q: tokamax.gated_linear_unit(x * q.sum(), jnp.ones((128, 2, 128))),
    lambda q: tokamax.ragged_dot(x * q.sum(), jnp.ones((2, 128, 128)), jnp.array([4, 4])),
):
    try:
        jax.eval_shape(f, q)
    except Exception as error:
        print(type(error), error)
