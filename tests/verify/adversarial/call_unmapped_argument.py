import jax
import jax.numpy as jnp
def scaled(x, factor):
    if factor > 1:  #? JIT101 ok
        return x * factor
    return x
def main():
    return jax.vmap(scaled, in_axes=(0, None))(jnp.ones(3), 2.0)
# truth: main()[0] == 2
