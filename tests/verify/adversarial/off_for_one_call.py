import jax
import jax.numpy as jnp
@jax.jit
def signed(x):
    if x > 0:  #? JIT101 ok
        return x
    return -x
with jax.disable_jit():
    RESULT = signed(3.0)
# truth: RESULT == 3
