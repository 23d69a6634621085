import jax
import jax.numpy as jnp
import numpy as np
@jax.jit
def noisy(x):
    rng = np.random.default_rng(None)
    return x + rng.normal()  #? JIT203 bug
# truth: noisy(1.0) == noisy(1.0)
