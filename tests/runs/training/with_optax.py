"""A linear model in plain JAX with optax: 1,000 steps."""

import counted
import jax
import jax.numpy as jnp
import optax

optimizer = optax.adam(1e-1)


def loss_of(w, x, y):
    return jnp.mean((x @ w - y) ** 2)


@jax.jit
def step(w, state, x, y):
    loss, grads = jax.value_and_grad(loss_of)(w, x, y)
    updates, state = optimizer.update(grads, state, w)
    return optax.apply_updates(w, updates), state, loss


w = jnp.zeros((8, 1))
state = optimizer.init(w)
for x, y in counted.batches(1000):
    w, state, loss = step(w, state, x, y)
counted.done(loss)
