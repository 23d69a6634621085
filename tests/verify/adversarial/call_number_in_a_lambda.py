import jax
import jax.numpy as jnp
def powered(x, n):
    if n > 2:  #? JIT101 ok
        return x ** n
    return x
def main():
    return jax.jit(lambda x: powered(x, 3))(2.0)
# truth: main() == 8
