"""Networks with state and recurrence are initialised and applied."""

import haiku as hk
import jax
import jax.numpy as jnp


def net(x):
    x = hk.Conv2D(4, 3)(x)
    x = hk.BatchNorm(True, True, 0.9)(x, is_training=True)
    x = hk.MaxPool(2, 2, "SAME")(x)
    x = hk.Flatten()(x)
    x = hk.LayerNorm(-1, True, True)(hk.nets.MLP([8, 8])(x))
    x = hk.dropout(hk.next_rng_key(), 0.1, x)
    core = hk.LSTM(4)
    y, _ = hk.dynamic_unroll(core, x[:, None], core.initial_state(1))
    g = hk.GRU(4)
    z, _ = hk.static_unroll(g, x[:, None], g.initial_state(1))
    a = hk.MultiHeadAttention(2, 4, w_init=hk.initializers.VarianceScaling(1.0))(
        x[None], x[None], x[None]
    )
    return y.sum() + z.sum() + a.sum() + hk.Embed(4, 3)(jnp.array([1])).sum()


f, x, key = hk.transform_with_state(net), jnp.ones((2, 8, 8, 1)), jax.random.PRNGKey(0)
params, state = jax.jit(f.init)(key, x)
jax.jit(jax.grad(lambda p, s, k, x: f.apply(p, s, k, x)[0]))(params, state, key, x)
resnet = hk.transform_with_state(lambda x: hk.nets.ResNet18(3)(x, True))
jax.eval_shape(resnet.init, key, jnp.ones((1, 32, 32, 3)))
