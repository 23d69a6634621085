import jax
import jax.numpy as jnp
import functools
def plus(x):
    return x + 1
@functools.cache
def compiled(function):
    return jax.jit(function)  #? JIT301 ok
def main():
    x = jnp.ones(3)
    for _ in range(4):
        x = compiled(plus)(x)
    return x
# truth: main()[0] == 5
