import jax
import jax.numpy as jnp
SEEN = {}
@jax.jit
def noted(x):
    SEEN["shape"] = x.shape  #? JIT202 ok
    return x + 1
# truth: True
