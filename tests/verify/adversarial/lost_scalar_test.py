import jax
import jax.numpy as jnp
import numpy as np
@jax.jit
def spread(x):
    if np.isscalar(x):  #? JIT111 bug
        x = jnp.full(3, x)
    return x * 2
def main():
    return spread(2.0)
# truth: main().shape == ()
