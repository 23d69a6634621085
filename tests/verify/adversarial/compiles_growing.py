import jax
import jax.numpy as jnp
RUNS = []
@jax.jit
def total(x):
    RUNS.append(x.shape)
    return x.sum()
def main():
    x = jnp.ones(1)
    for _ in range(4):
        x = jnp.append(x, 1.0)
        total(x)  #? JIT305 bug
    return x
# truth: len(main()) == 5 and len(RUNS) == 4
