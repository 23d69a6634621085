import jax
import jax.numpy as jnp
@jnp.vectorize
def signed(x):
    if x > 0:  #? JIT101 bug
        return x
    return -x
def main():
    return signed(jnp.ones(3))
# truth: raises(main) == "TracerBoolConversionError"
