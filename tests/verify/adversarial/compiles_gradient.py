import jax
import jax.numpy as jnp
def squared(x):
    RUNS.append(x.shape)
    return (x ** 2).sum()
RUNS = []
def main():
    x = jnp.ones(3)
    for _ in range(4):
        x = x - jax.jit(jax.grad(squared))(x)  #? JIT301 bug
    return x
# truth: main().shape == (3,) and len(RUNS) == 4
