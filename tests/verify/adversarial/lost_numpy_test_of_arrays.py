import jax
import jax.numpy as jnp
import numpy as np
@jax.jit
def doubled(x):
    if isinstance(x, np.ndarray):  #? JIT111 ok
        x = x * 2
    return x + 1
def main():
    return doubled(jnp.ones(2))
# truth: main()[0] == 2
