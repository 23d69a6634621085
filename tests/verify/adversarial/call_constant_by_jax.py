import jax
import jax.numpy as jnp
import numpy as np
MASK = np.ones(3, bool)
@jax.jit
def masked(x):
    if jnp.all(MASK):  #? JIT101 bug
        return x
    return jnp.where(MASK, x, 0)
# truth: raises(lambda: masked(jnp.ones(3))) == "TracerBoolConversionError"
