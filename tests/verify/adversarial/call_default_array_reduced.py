import jax
import jax.numpy as jnp
BIAS = jnp.ones(3)
@jax.jit
def biased(x, bias=BIAS):
    if bias.sum() > 0:  #? JIT101 bug
        return x + bias
    return x
def main():
    return biased(jnp.ones(3))
# truth: raises(main) == "TracerBoolConversionError"
