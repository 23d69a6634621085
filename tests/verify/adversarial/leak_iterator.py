import jax
import jax.numpy as jnp
QUEUE = []
@jax.jit
def kept(x):
    QUEUE.append(iter([x]))  #? JIT501 bug
    return x + 1
# truth: kept(1.0) == 2
# truth: raises(lambda: next(QUEUE[0]) + 1) == "UnexpectedTracerError"
