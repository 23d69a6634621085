import jax
import jax.numpy as jnp
import contextlib
LEVELS = []
@jax.jit
def nested(x):
    with contextlib.ExitStack() as stack:
        LEVELS.append("nested")  #? JIT202 ok
        stack.callback(LEVELS.pop)
        return x * len(LEVELS)
# truth: nested(2.0) == nested(2.0) == 2 and LEVELS == []
