import jax
import jax.numpy as jnp
class Held:
    __slots__ = ("value",)
HELD = Held()
@jax.jit
def kept(x):
    HELD.value = x * 2  #? JIT501 bug
    return x + 1
# truth: kept(1.0) == 2
# truth: raises(lambda: HELD.value + 1) == "UnexpectedTracerError"
