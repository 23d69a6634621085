import jax
import jax.numpy as jnp
import time
@jax.jit
def stamped(x):
    return x + time.perf_counter()  #? JIT203 bug
# truth: stamped(1.0) == stamped(1.0)
