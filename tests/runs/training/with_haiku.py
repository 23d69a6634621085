"""A perceptron of haiku: 100 steps."""

import counted
import haiku as hk
import jax
import jax.numpy as jnp
import optax


def forward(x):
    return hk.nets.MLP([32, 1])(x)


optimizer = optax.adam(5e-2)
model = hk.without_apply_rng(hk.transform(forward))


@jax.jit
def step(params, state, x, y):
    def loss_of(params):
        return jnp.mean((model.apply(params, x) - y) ** 2)

    loss, grads = jax.value_and_grad(loss_of)(params)
    updates, state = optimizer.update(grads, state)
    return optax.apply_updates(params, updates), state, loss


params = model.init(jax.random.key(0), jnp.ones((1, 8)))
state = optimizer.init(params)
for x, y in counted.batches(100):
    params, state, loss = step(params, state, x, y)
counted.done(loss)
