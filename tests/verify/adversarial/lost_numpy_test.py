import jax
import jax.numpy as jnp
import numpy as np
@jax.jit
def doubled(x):
    if isinstance(x, np.ndarray):  #? JIT111 bug
        x = x * 2
    return x + 1
def main():
    return doubled(np.ones(2, np.float32))
# truth: main()[0] == 2
