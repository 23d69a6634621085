import jax
import jax.numpy as jnp
LOG = []
@jax.jit
def logged(x):
    LOG.append(len(LOG))  #? JIT202 bug
    return x + 1
# truth: [logged(1.0) for _ in range(3)] and len(LOG) == 1
