import jax
import jax.numpy as jnp
def bent(x):
    if x > 0:  #? JIT101 ok
        return x * x
    return -x
def main():
    return jax.grad(bent)(2.0)
# truth: main() == 4
