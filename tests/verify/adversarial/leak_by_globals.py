import jax
import jax.numpy as jnp
LAST = None
@jax.jit
def kept(x):
    globals()["LAST"] = x * 2  #? JIT501 bug
    return x + 1
# truth: kept(1.0) == 2
# truth: raises(lambda: LAST + 1) == "UnexpectedTracerError"
