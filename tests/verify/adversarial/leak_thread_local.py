import jax
import jax.numpy as jnp
import threading
LOCAL = threading.local()
@jax.jit
def kept(x):
    LOCAL.last = x  #? JIT501 bug
    return x + 1
# truth: kept(1.0) == 2
# truth: raises(lambda: LOCAL.last + 1) == "UnexpectedTracerError"
