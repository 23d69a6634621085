import jax
import jax.numpy as jnp
from functools import partial
import numpy as np
@partial(jax.jit, donate_argnums=0)
def step(p):
    return p * 2
def train():
    p = np.ones(3, np.float32)
    new = step(p)
    return new - p  #? JIT405 ok
# truth: train()[0] == 1
