import jax
import jax.numpy as jnp
from functools import partial
@partial(jax.jit, donate_argnames="p")
def step(p):
    return p * 2
def train():
    p = jnp.ones(3)
    new = step(p=p)
    return new - p  #? JIT405 bug
# truth: raises(train) in ("RuntimeError", "ValueError")
