import jax
import jax.numpy as jnp
import numpy as np
@jax.jit
def same(x, y):
    if np.array_equal(x, y):  #? JIT110 bug
        return x
    return x * 0
def main():
    return same(jnp.ones(2), jnp.ones(2))
# truth: main()[0] == 0
