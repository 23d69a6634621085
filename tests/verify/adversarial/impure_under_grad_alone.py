import jax
import jax.numpy as jnp
import random
def noisy(x):
    return x * random.random()  #? JIT203 ok
def main():
    return {float(jax.grad(noisy)(1.0)) for _ in range(4)}
# truth: len(main()) > 1
