import jax
import jax.numpy as jnp
def main():
    x = jnp.ones(3)
    step = jax.jit(lambda y: y + 1)
    for _ in range(4):
        x = step(x)  #? JIT301 ok
    return x
# truth: main()[0] == 5
