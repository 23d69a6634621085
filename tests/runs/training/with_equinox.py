"""A perceptron of equinox under `filter_jit`: 1,000 steps."""

import counted
import equinox as eqx
import jax
import jax.numpy as jnp
import optax

optimizer = optax.adam(1e-2)


@eqx.filter_value_and_grad
def loss_of(model, x, y):
    return jnp.mean((jax.vmap(model)(x) - y) ** 2)


@eqx.filter_jit
def step(model, state, x, y):
    loss, grads = loss_of(model, x, y)
    updates, state = optimizer.update(grads, state, model)
    return eqx.apply_updates(model, updates), state, loss


model = eqx.nn.MLP(8, 1, 32, 1, key=jax.random.key(0))
state = optimizer.init(eqx.filter(model, eqx.is_array))
for x, y in counted.batches(1000):
    model, state, loss = step(model, state, x, y)
counted.done(loss)
