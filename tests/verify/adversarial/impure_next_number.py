import jax
import jax.numpy as jnp
import itertools
NUMBERS = itertools.count(1)
@jax.jit
def numbered(x):
    return x + next(NUMBERS)  #? JIT203 bug
# truth: numbered(1.0) == numbered(1.0)
