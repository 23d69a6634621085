import jax
import jax.numpy as jnp
@jax.jit
def bent(x):
    if x > 0:  #? JIT101 bug
        return x * x
    return -x
def main():
    return jax.grad(bent)(2.0)
# truth: raises(main) == "TracerBoolConversionError"
