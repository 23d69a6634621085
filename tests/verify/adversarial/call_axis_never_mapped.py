import jax
import jax.numpy as jnp
@jax.jit
def summed(x):
    return jax.lax.psum(x, "batch")  #? JIT415 bug
def main():
    return summed(jnp.ones(3))
# truth: raises(main) == "NameError"
