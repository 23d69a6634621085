import jax
import jax.numpy as jnp
import functools
@functools.lru_cache
def table(n):
    return jnp.arange(n) * 2  #? JIT501 bug
@jax.jit
def looked_up(x):
    return x + table(3)
def main():
    looked_up(1.0)
    return table(3) + 1
# truth: raises(main) == "UnexpectedTracerError"
