import jax
import jax.numpy as jnp
@jax.jit
def waited(x):
    y = x * 2
    if hasattr(y, "block_until_ready"):
        y.block_until_ready()  #? JIT108 ok
    return y
def main():
    return waited(jnp.ones(3))
# truth: main()[0] == 2
