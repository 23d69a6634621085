import jax
import jax.numpy as jnp
from functools import partial
@partial(jax.jit, donate_argnums=0)
def step(p):
    return p * 2
def train():
    p = jnp.ones(3)
    new = step(p)
    return (lambda: new - p)()  #? JIT405 bug
# truth: raises(train) in ("RuntimeError", "ValueError")
