import jax
import jax.numpy as jnp
@jax.jit
def halved(x):
    return x / 2
def host():
    return halved(1 + "a")  #? JIT403 ok
# truth: True
