import jax
import jax.numpy as jnp
def step(carry, x):
    while carry < 1:  #? JIT101 bug
        carry = carry + x
    return carry, x
def main():
    return jax.lax.scan(step, 0.0, jnp.ones(3))
# truth: raises(main) == "TracerBoolConversionError"
