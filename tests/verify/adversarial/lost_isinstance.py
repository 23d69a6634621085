import jax
import jax.numpy as jnp
@jax.jit
def typed(x):
    if isinstance(x, float):  #? JIT111 bug
        return x + 1
    return x - 1
def main():
    return typed(2.0)
# truth: main() == 1
