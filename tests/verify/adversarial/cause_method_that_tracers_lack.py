import jax
import jax.numpy as jnp
@jax.jit
def waited(x):
    y = x * 2
    y.block_until_ready()  #? JIT108 bug
    return y
def main():
    return waited(jnp.ones(3))
# truth: raises(main) == "AttributeError"
