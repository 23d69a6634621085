import jax
import jax.numpy as jnp
def weighted(x, flag):
    if flag:  #? JIT101 ok
        return x * 2
    return x
batched = jax.vmap(weighted, in_axes=(0, None))
def main():
    return batched(jnp.ones((4, 2)), True)
# truth: not raises(main)
