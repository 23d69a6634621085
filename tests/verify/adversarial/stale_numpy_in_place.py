import jax
import jax.numpy as jnp
import numpy as np
WEIGHTS = np.ones(3, np.float32)
@jax.jit
def weighted(x):
    return (x * WEIGHTS).sum()  #? JIT205 bug
def update():
    WEIGHTS[:] = 5.0
def main():
    x = jnp.ones(3)
    first = weighted(x)
    update()
    return first, weighted(x)
# truth: main() == (3, 3)
