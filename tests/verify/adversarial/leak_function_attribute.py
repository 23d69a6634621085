import jax
import jax.numpy as jnp
def last():
    return last.value
@jax.jit
def kept(x):
    last.value = x * 2  #? JIT501 bug
    return x + 1
# truth: kept(1.0) == 2
# truth: raises(lambda: last() + 1) == "UnexpectedTracerError"
