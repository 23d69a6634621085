import jax
import jax.numpy as jnp
CALLS = 0
@jax.jit
def counted(x):
    global CALLS
    CALLS += 1  #? JIT202 bug
    return x + 1
# truth: [counted(1.0) for _ in range(3)] and CALLS == 1
