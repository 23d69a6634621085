import jax
import jax.numpy as jnp
@jax.jit
def summed(parts):
    total = 0
    for part in parts:
        total = total + part
    if len(parts) > 1 and total.sum() > 0:  #? JIT101 bug
        return total
    return parts[0]
# truth: raises(lambda: summed([jnp.ones(2), jnp.ones(2)])) == "TracerBoolConversionError"
