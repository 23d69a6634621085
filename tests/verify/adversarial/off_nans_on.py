import jax
import jax.numpy as jnp
@jax.jit
def signed(x):
    if x > 0:  #? JIT101 bug
        return jnp.log(x)
    return -x
def main():
    with jax.debug_nans(True):
        return signed(3.0)
# truth: raises(main) == "TracerBoolConversionError"
