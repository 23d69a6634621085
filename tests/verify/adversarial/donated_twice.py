import jax
import jax.numpy as jnp
from functools import partial
@partial(jax.jit, donate_argnums=0)
def step(p):
    return p * 2
def train():
    p = jnp.ones(3)
    best = None
    for _ in range(2):
        best = step(p)  #? JIT405 bug
    return best
# truth: raises(train) in ("RuntimeError", "ValueError")
