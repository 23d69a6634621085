import jax
import jax.numpy as jnp
import jax.experimental
WIDE = jax.enable_x64 if hasattr(jax, "enable_x64") else jax.experimental.enable_x64
@jax.jit
def halved(x):
    if x.dtype == jnp.float64:
        return precise(x)
    return x / 2
def precise(x):
    if x.sum() > 0:  #? JIT101 bug
        return x / 2
    return x
def main():
    with WIDE(True):
        return halved(jnp.ones(3))
# truth: not raises(lambda: halved(jnp.ones(3)))
# truth: raises(main) == "TracerBoolConversionError"
