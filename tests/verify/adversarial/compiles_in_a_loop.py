import jax
import jax.numpy as jnp
def main():
    x = jnp.ones(3)
    for _ in range(4):
        x = jax.jit(lambda y: y + 1)(x)  #? JIT301 bug
    return x
# truth: main()[0] == 5
