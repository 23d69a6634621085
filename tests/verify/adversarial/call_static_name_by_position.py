import jax
import jax.numpy as jnp
from functools import partial
@partial(jax.jit, static_argnames="n")
def repeated(x, n):
    for _ in range(n):  #? JIT104 ok
        x = x * 2
    return x
def main():
    return repeated(1.0, 3)
# truth: main() == 8
