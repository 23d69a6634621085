import jax
import jax.numpy as jnp
@jax.checkpoint
def signed(x):
    if x > 0:  #? JIT101 bug
        return x
    return -x
def main():
    return signed(2.0)
# truth: raises(main) == "TracerBoolConversionError"
