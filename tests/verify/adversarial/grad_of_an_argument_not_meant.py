import jax
import jax.numpy as jnp
def powered(x, n):
    if float(n) > 1:  #? JIT102 ok
        return x ** n
    return x
def main():
    return jax.grad(powered)(2.0, 2)
# truth: main() == 4
