import jax
import jax.numpy as jnp
CALLS = [0]
def doubled(x):
    CALLS[0] += 1  #? JIT202 ok
    return x * 2
def main():
    before = CALLS[0]
    for _ in range(3):
        jax.vmap(doubled)(jnp.ones(2))
    return CALLS[0] - before
# truth: main() == 3
