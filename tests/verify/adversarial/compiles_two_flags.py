import jax
import jax.numpy as jnp
from functools import partial
RUNS = []
@partial(jax.jit, static_argnums=1)
def shifted(x, even):
    RUNS.append(even)
    return x + 1 if even else x
def main():
    x = jnp.ones(3)
    for step in range(8):
        x = shifted(x, step % 2 == 0)  #? JIT303 ok
    return x
# truth: main()[0] == 5 and len(RUNS) == 2
