import jax
import jax.numpy as jnp
import functools
@functools.partial(jax.pmap, axis_name="devices")
def centred(x):
    total = jax.lax.psum(x, "devices")
    if total > 0:  #? JIT101 bug
        return x - total
    return x
def main():
    return centred(jnp.ones(1))
# truth: raises(main) == "TracerBoolConversionError"
