import jax
import jax.numpy as jnp
from functools import partial
@partial(jax.jit, donate_argnums=0)
def step(p):
    return p * 2
def train(times=0):
    p = jnp.ones(3)
    if times:
        step(p)
    return p + 1  #? JIT405 bug
def main():
    return train(2)
# truth: raises(main) in ("RuntimeError", "ValueError")
