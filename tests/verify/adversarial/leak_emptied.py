import jax
import jax.numpy as jnp
BUFFER = []
@jax.jit
def buffered(x):
    for scale in (1, 2):
        BUFFER.append(x * scale)  #? JIT501 ok
    total = sum(BUFFER)
    BUFFER.clear()
    return total
# truth: buffered(1.0) == 3 and BUFFER == []
