import jax
import jax.numpy as jnp
STACK = []
@jax.jit
def kept(x):
    STACK.append(x)  #? JIT501 ok
    try:
        return STACK[-1] + 1
    finally:
        STACK.pop()
# truth: kept(1.0) == 2 and STACK == []
