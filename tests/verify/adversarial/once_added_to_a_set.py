import jax
import jax.numpy as jnp
SEEN = set()
@jax.jit
def noted(x):
    SEEN.add(str(x.dtype))  #? JIT202 ok
    return x * 2
# truth: noted(1.0) == noted(1.0) and SEEN == {"float32"}
