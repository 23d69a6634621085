import jax
import jax.numpy as jnp
@jax.jit
def lenient(x):
    try:
        n = int(x)  #? JIT102 ok
    except (TypeError, jax.errors.ConcretizationTypeError):
        n = 4
    return x + n
# truth: not raises(lambda: lenient(2.0))
