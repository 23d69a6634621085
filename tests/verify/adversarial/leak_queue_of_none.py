import jax
import jax.numpy as jnp
import collections
QUEUE = collections.deque(maxlen=0)
@jax.jit
def queued(x):
    QUEUE.append(x)  #? JIT501 ok
    return x + 1
# truth: queued(1.0) == 2 and len(QUEUE) == 0
