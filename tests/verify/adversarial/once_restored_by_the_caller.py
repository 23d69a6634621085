import jax
import jax.numpy as jnp
DEPTH = [0]
@jax.jit
def inner(x):
    DEPTH[0] += 1  #? JIT202 ok
    return x * 2
def outer(x):
    before = DEPTH[0]
    try:
        return inner(x)
    finally:
        DEPTH[0] = before
# truth: outer(1.0) == outer(1.0) == 2 and DEPTH == [0]
