import jax
import jax.numpy as jnp
def body(i, x):
    if i > 1:  #? JIT101 bug
        return x * 2
    return x
def main():
    return jax.lax.fori_loop(0, 3, body, 1.0)
# truth: raises(main) == "TracerBoolConversionError"
