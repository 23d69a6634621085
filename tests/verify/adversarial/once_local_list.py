import jax
import jax.numpy as jnp
@jax.jit
def gathered(x):
    found = []
    found.append(x + 1)  #? JIT202 ok
    return found[0]
# truth: gathered(1.0) == 2
