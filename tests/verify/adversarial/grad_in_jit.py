import jax
import jax.numpy as jnp
def bent(x):
    if x > 0:  #? JIT101 bug
        return x * x
    return -x
slope = jax.jit(jax.grad(bent))
# truth: raises(lambda: slope(2.0)) == "TracerBoolConversionError"
