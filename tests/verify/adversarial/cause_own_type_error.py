import jax
import jax.numpy as jnp
def check(value):
    raise TypeError(f"no such kind: {value}")
@jax.jit
def checked(x):
    return x * float(check("a"))  #? JIT102 ok
def main():
    return checked(1.0)
# truth: raises(main) == "TypeError"
