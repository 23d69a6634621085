import jax
import jax.numpy as jnp
ENABLED = False
maybe_jit = jax.jit if ENABLED else lambda function: function
@maybe_jit
def signed(x):
    if x > 0:  #? JIT101 ok
        return x
    return -x
# truth: signed(3.0) == 3
