import jax
import jax.numpy as jnp
@jax.jit
def clipped(x, high=None):
    if high is not None and x.max() > high:  #? JIT101 bug
        return jnp.minimum(x, high)
    return x
def limits():
    yield None
    yield 2.0
def main():
    for limit in limits():
        clipped(jnp.ones(3), limit)
# truth: raises(main) == "TracerBoolConversionError"
