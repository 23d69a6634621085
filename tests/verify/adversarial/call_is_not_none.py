import jax
import jax.numpy as jnp
@jax.jit
def masked(x, mask=None):
    if mask is not None:  #? JIT101 ok
        return jnp.where(mask, x, 0)
    return x
def main():
    masked(jnp.ones(3))
    masked(jnp.ones(3), jnp.ones(3) > 0)
# truth: not raises(main)
