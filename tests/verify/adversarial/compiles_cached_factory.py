import jax
import jax.numpy as jnp
import functools
RUNS = []
@functools.cache
def stepper(n):
    def step(x):
        RUNS.append(n)
        return x + n
    return jax.jit(step)
def main():
    x = jnp.ones(3)
    for _ in range(4):
        x = stepper(2)(x)  #? JIT301 ok
    return x
# truth: main()[0] == 9 and len(RUNS) == 1
