import jax
import jax.numpy as jnp
from functools import partial
@partial(jax.jit, static_argnums=1)
def reshaped(x, shape):
    return x.reshape(shape)
def main():
    return reshaped(jnp.ones(4), (2, 2))  #? JIT402 ok
# truth: main().shape == (2, 2)
