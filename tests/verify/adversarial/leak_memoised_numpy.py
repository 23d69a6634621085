import jax
import jax.numpy as jnp
import functools
import numpy as np
@functools.lru_cache
def table(n):
    return np.arange(n) * 2  #? JIT501 ok
@jax.jit
def looked_up(x):
    return x + table(3)
# truth: looked_up(1.0)[0] == 1 and table(3)[1] == 2
