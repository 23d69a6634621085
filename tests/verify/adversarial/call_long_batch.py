import jax
import jax.numpy as jnp
@jax.jit
def trimmed(x):
    total = x[8:].sum() if x.shape[0] > 8 else 0.0
    if total > 1:  #? JIT101 bug
        return x[:8]
    return x
# truth: raises(lambda: trimmed(jnp.ones(20))) == "TracerBoolConversionError"
