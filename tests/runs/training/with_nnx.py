"""A perceptron of flax.nnx, whose jit has a cache of its own: 100 steps."""

import counted
import jax.numpy as jnp
import optax
from flax import nnx


class Perceptron(nnx.Module):
    def __init__(self, rngs):
        self.first = nnx.Linear(8, 32, rngs=rngs)
        self.second = nnx.Linear(32, 1, rngs=rngs)

    def __call__(self, x):
        return self.second(nnx.relu(self.first(x)))


@nnx.jit
def step(model, optimizer, x, y):
    loss, grads = nnx.value_and_grad(lambda model: jnp.mean((model(x) - y) ** 2))(model)
    optimizer.update(model, grads)
    return loss


model = Perceptron(nnx.Rngs(0))
optimizer = nnx.Optimizer(model, optax.adam(5e-2), wrt=nnx.Param)
for x, y in counted.batches(100):
    loss = step(model, optimizer, x, y)
counted.done(loss)
