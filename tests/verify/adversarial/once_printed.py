import jax
import jax.numpy as jnp
@jax.jit
def spoken(x):
    print("called")  #? JIT201 bug
    return x + 1
# truth: True
