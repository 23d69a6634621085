"""A perceptron of flax.linen, with its train state: 1,000 steps."""

import counted
import jax
import jax.numpy as jnp
import optax
from flax import linen as nn
from flax.training.train_state import TrainState


class Perceptron(nn.Module):
    @nn.compact
    def __call__(self, x):
        return nn.Dense(1)(nn.relu(nn.Dense(32)(x)))


@jax.jit
def step(state, x, y):
    def loss_of(params):
        return jnp.mean((state.apply_fn(params, x) - y) ** 2)

    loss, grads = jax.value_and_grad(loss_of)(state.params)
    return state.apply_gradients(grads=grads), loss


model = Perceptron()
params = model.init(jax.random.key(0), jnp.ones((1, 8)))
state = TrainState.create(apply_fn=model.apply, params=params, tx=optax.adam(1e-2))
for x, y in counted.batches(1000):
    state, loss = step(state, x, y)
counted.done(loss)
