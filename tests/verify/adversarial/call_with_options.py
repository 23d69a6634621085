import jax
import jax.numpy as jnp
@jax.jit
def damped(x, *, rate=0.1):
    if rate > 0.5:  #? JIT101 bug
        return x * rate
    return x
def options():
    return {"rate": 0.7}
def main():
    damped(jnp.ones(3), **options())
# truth: raises(main) == "TracerBoolConversionError"
