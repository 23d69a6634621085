import jax
import jax.numpy as jnp
@jax.jit
def signed(x):
    if x > 0:  #? JIT101 bug
        return x
    return -x
def checked():
    with jax.disable_jit():
        return signed(3.0)
def main():
    return signed(3.0)
# truth: checked() == 3 and raises(main) == "TracerBoolConversionError"
