"""Linen modules with setup and lifted transforms, and NNX."""

import jax
import jax.numpy as jnp
import optax
from flax import linen as nn
from flax import nnx
from flax.training import train_state

key = jax.random.key(0)


class Block(nn.Module):
    width: int

    def setup(self):
        self.attention = nn.SelfAttention(2)
        self.norm = nn.LayerNorm()
        self.mlp = nn.Dense(self.width)
        self.drop = nn.Dropout(0.1, deterministic=True)

    def __call__(self, x, _=None):
        return self.drop(self.mlp(self.norm(self.attention(x)))), None


class Net(nn.Module):
    @nn.compact
    def __call__(self, x):
        x = nn.Embed(10, 8)(x)
        x, _ = nn.scan(
            nn.remat(Block), variable_axes={"params": 0}, split_rngs={"params": True}, length=2
        )(8)(x, None)
        x = nn.BatchNorm(use_running_average=True)(x)
        x = nn.GroupNorm(2)(nn.Conv(8, (3,))(x))
        x = nn.RNN(nn.LSTMCell(8))(x)
        return nn.avg_pool(x, (2,)).mean()


net, x = Net(), jnp.ones((2, 4), int)
params = net.init(key, x)
state = train_state.TrainState.create(apply_fn=net.apply, params=params, tx=optax.adam(1e-3))
jax.jit(lambda s, x: s.apply_gradients(grads=jax.grad(lambda p: net.apply(p, x))(s.params)))(
    state, x
)


class Model(nnx.Module):
    def __init__(self, rngs):
        self.first = nnx.Linear(4, 8, rngs=rngs)
        self.norm = nnx.BatchNorm(8, rngs=rngs)
        self.attention = nnx.MultiHeadAttention(2, 8, rngs=rngs, decode=False)
        self.drop = nnx.Dropout(0.1, rngs=rngs)
        self.last = nnx.LoRA(8, 2, 4, rngs=rngs)

    def __call__(self, x):
        x = self.drop(nnx.relu(self.norm(self.first(x))))
        return self.last(self.attention(x))


model = Model(nnx.Rngs(0))
optimizer = nnx.Optimizer(model, optax.adam(1e-3), wrt=nnx.Param)


@nnx.jit
def step(model, optimizer, x):
    loss, grads = nnx.value_and_grad(lambda m: m(x).sum())(model)
    optimizer.update(model, grads)
    return loss


step(model, optimizer, jnp.ones((2, 3, 4)))
