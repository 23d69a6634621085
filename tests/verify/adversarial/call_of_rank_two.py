import jax
import jax.numpy as jnp
@jax.jit
def first(x):
    if x.ndim > 1 and x[0, 0] > 0:  #? JIT101 bug
        return x[0]
    return x
# truth: raises(lambda: first(jnp.ones((2, 2)))) == "TracerBoolConversionError"
