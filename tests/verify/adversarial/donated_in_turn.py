import jax
import jax.numpy as jnp
from functools import partial
@partial(jax.jit, donate_argnums=0)
def step(p):
    return p * 2
def train():
    p = jnp.ones(3)
    for _ in range(3):
        p = step(p)
    return p.sum()  #? JIT405 ok
# truth: train() == 24
