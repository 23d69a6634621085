import jax
import jax.numpy as jnp
@jax.jit
def reduced(x, how):
    return x.sum()
def host():
    return reduced(jnp.ones(3), "sum")  #? JIT403 bug
# truth: raises(host) == "TypeError"
