import jax
import jax.numpy as jnp
import functools
@functools.cache
def held(x):
    return [x]
class Key:
    pass
KEYS = {}
@jax.jit
def kept(x):
    key = Key()
    KEYS[key] = lambda: x + 1  #? JIT501 bug
    return x + 1
# truth: kept(1.0) == 2
# truth: raises(lambda: [*KEYS.values()][0]()) == "UnexpectedTracerError"
