import jax
import jax.numpy as jnp
import contextvars
LAST = contextvars.ContextVar("last", default=None)
@jax.jit
def kept(x):
    LAST.set(x)  #? JIT501 bug
    return x + 1
# truth: kept(1.0) == 2
# truth: raises(lambda: LAST.get() + 1) == "UnexpectedTracerError"
