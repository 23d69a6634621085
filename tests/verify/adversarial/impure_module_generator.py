import jax
import jax.numpy as jnp
import numpy as np
RNG = np.random.default_rng(7)
@jax.jit
def noisy(x):
    return x + RNG.normal()  #? JIT203 bug
# truth: noisy(1.0) == noisy(1.0)
