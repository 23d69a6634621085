import jax
import jax.numpy as jnp
COUNT = {"n": 0}
@jax.jit
def counted(x):
    try:
        COUNT["n"] += 1  #? JIT202 bug
        return x * 2
    except ValueError:
        COUNT["n"] -= 1
        raise
# truth: (counted(1.0), counted(1.0), COUNT["n"])[-1] == 1
