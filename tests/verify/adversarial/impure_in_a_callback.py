import jax
import jax.numpy as jnp
import itertools
import numpy as np
NUMBERS = itertools.count(1)
def drawn():
    return np.float32(next(NUMBERS))  #? JIT203 ok
@jax.jit
def numbered(x):
    return x + jax.pure_callback(drawn, jax.ShapeDtypeStruct((), jnp.float32))
# truth: numbered(1.0) != numbered(1.0)
