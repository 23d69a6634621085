import jax
import jax.numpy as jnp
from functools import partial
@partial(jax.jit, static_argnames="times")
def repeated(x, times):
    if times > 2:  #? JIT101 ok
        return x * times
    return x
def main():
    repeated(jnp.ones(3), times=3)
# truth: not raises(main)
