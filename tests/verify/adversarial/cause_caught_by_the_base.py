import jax
import jax.numpy as jnp
@jax.jit
def sized(x):
    try:
        return x * int(x)  #? JIT102 ok
    except jax.errors.JAXTypeError:
        return x * 2
# truth: sized(3.0) == 6
