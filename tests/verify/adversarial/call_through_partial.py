import jax
import jax.numpy as jnp
from functools import partial
def step(n, x):
    if n > 3:  #? JIT101 ok
        return x * n
    return x
fast = jax.jit(partial(step, 4))
def main():
    return fast(jnp.ones(3))
# truth: not raises(main)
