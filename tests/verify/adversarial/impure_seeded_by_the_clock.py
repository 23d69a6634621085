import jax
import jax.numpy as jnp
import time
import numpy as np
@jax.jit
def shaken(x):
    rng = np.random.default_rng(time.time_ns())  #? JIT203 bug
    return x + rng.normal()
# truth: shaken(1.0) == shaken(1.0)
