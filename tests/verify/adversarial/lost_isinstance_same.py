import jax
import jax.numpy as jnp
@jax.jit
def typed(x):
    if isinstance(x, float):  #? JIT111 ok
        x = x * 1.0
    return x - 1
def main():
    return typed(2.0)
# truth: main() == 1
