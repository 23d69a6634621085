import jax
import jax.numpy as jnp
@jax.jit
def gated(x, gate=True):
    if gate:  #? JIT101 bug
        return x
    return -x
def test_default():
    return gated(jnp.ones(3))
def test_other():
    return gated(jnp.ones(3), False)
# truth: not raises(test_default)
# truth: raises(test_other) == "TracerBoolConversionError"
