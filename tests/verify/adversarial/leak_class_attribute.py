import jax
import jax.numpy as jnp
class Last:
    value = None
@jax.jit
def kept(x):
    Last.value = x  #? JIT501 bug
    return x + 1
# truth: kept(1.0) == 2
# truth: raises(lambda: Last.value + 1) == "UnexpectedTracerError"
