"""Layers under filtered transforms."""

import equinox as eqx
import jax
import jax.numpy as jnp
import jax.random as jr

k = jr.key(0)
for layer, x in (
    (eqx.nn.MLP(3, 2, 8, 2, key=k), jnp.ones(3)),
    (eqx.nn.Conv2d(1, 2, 3, key=k), jnp.ones((1, 5, 5))),
    (eqx.nn.LayerNorm(3), jnp.ones(3)),
    (eqx.nn.GroupNorm(1, 3), jnp.ones((3, 4))),
    (eqx.nn.RMSNorm(3), jnp.ones(3)),
    (eqx.nn.MaxPool2d(2), jnp.ones((1, 4, 4))),
    (eqx.nn.AdaptiveAvgPool1d(2), jnp.ones((1, 4))),
    (eqx.nn.RotaryPositionalEmbedding(4), jnp.ones((3, 4))),
    (eqx.nn.PReLU(), jnp.ones(3)),
    (eqx.nn.ConvTranspose1d(1, 1, 2, key=k), jnp.ones((1, 4))),
    (eqx.nn.WeightNorm(eqx.nn.Linear(3, 3, key=k)), jnp.ones(3)),
):
    eqx.filter_value_and_grad(eqx.filter_jit(lambda layer, x: layer(x).sum()))(layer, x)
attention = eqx.nn.MultiheadAttention(2, 4, key=k)
eqx.filter_jit(lambda a, x: a(x, x, x, mask=jnp.ones((3, 3), bool)))(attention, jnp.ones((3, 4)))
lstm, gru = eqx.nn.LSTMCell(3, 4, key=k), eqx.nn.GRUCell(3, 4, key=k)
eqx.filter_jit(lambda c, x: c(x, (jnp.ones(4), jnp.ones(4))))(lstm, jnp.ones(3))
eqx.filter_jit(lambda c, x: c(x, jnp.ones(4)))(gru, jnp.ones(3))
norm, state = eqx.nn.make_with_state(eqx.nn.BatchNorm)(3, "batch", mode="ema")
eqx.filter_jit(
    lambda n, s, x: jax.vmap(n, in_axes=(0, None), out_axes=(0, None), axis_name="batch")(x, s)
)(norm, state, jnp.ones((2, 3)))
eqx.filter_jit(
    lambda x: eqx.internal.while_loop(
        lambda c: c < 3, lambda c: c + 1, x, kind="checkpointed", max_steps=4
    )
)(0)
eqx.filter_jit(lambda x: eqx.error_if(x, x < 0, "negative"))(jnp.ones(()))
