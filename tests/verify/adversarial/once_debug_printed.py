import jax
import jax.numpy as jnp
@jax.jit
def spoken(x):
    jax.debug.print("{}", x)  #? JIT201 ok
    return x + 1
# truth: True
