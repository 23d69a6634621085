"""Ranked and masked arrays pass through ordinary functions."""

import equinox as eqx
import jax
import jax.numpy as jnp
import quax
import quax.examples.lora as lora

linear = eqx.nn.MLP(4, 4, 8, 1, key=jax.random.key(0))
lower = lora.loraify(linear, rank=2, key=jax.random.key(1))
eqx.filter_jit(quax.quaxify(lambda m, x: m(x)))(lower, jnp.ones(4))
eqx.filter_grad(lambda m, x: quax.quaxify(m)(x).sum())(lower, jnp.ones(4))
