import jax
import jax.numpy as jnp
CURRENT = None
@jax.jit
def passed(x):
    global CURRENT
    CURRENT = x  #? JIT501 ok
    result = inner()
    CURRENT = None
    return result
def inner():
    return CURRENT + 1
# truth: passed(1.0) == 2 and CURRENT is None
