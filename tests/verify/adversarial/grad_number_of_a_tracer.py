import jax
import jax.numpy as jnp
def powered(x):
    return x * float(x)  #? JIT102 bug
def main():
    return jax.grad(powered)(2.0)
# truth: raises(main) == "ConcretizationTypeError"
