import jax
import jax.numpy as jnp
from functools import partial
RUNS = []
@partial(jax.jit, static_argnums=1)
def shifted(x, step):
    RUNS.append(step)
    return x + step
def main():
    x = jnp.ones(3)
    for step in range(5):
        x = shifted(x, step)  #? JIT303 bug
    return x
# truth: main()[0] == 11 and len(RUNS) == 5
