import jax
import jax.numpy as jnp
from functools import partial
def add(n, x):
    return x + n
def main():
    x = jnp.ones(3)
    for _ in range(4):
        x = jax.jit(partial(add, 1))(x)  #? JIT301 bug
    return x
# truth: main()[0] == 5
