import jax
import jax.numpy as jnp
import numpy as np
MASK = np.ones(3, bool)
@jax.jit
def masked(x):
    if np.all(MASK):  #? JIT101 ok
        return x
    return jnp.where(MASK, x, 0)
# truth: masked(jnp.ones(3))[0] == 1
