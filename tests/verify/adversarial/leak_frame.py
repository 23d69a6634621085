import jax
import jax.numpy as jnp
import sys
FRAMES = []
@jax.jit
def framed(x):
    FRAMES.append(sys._getframe())  #? JIT501 bug
    return x + 1
# truth: framed(1.0) == 2 and isinstance(FRAMES[0].f_locals["x"], jax.core.Tracer)
