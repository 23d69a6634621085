import jax
import jax.numpy as jnp
import weakref
HELD = weakref.WeakValueDictionary()
class Box:
    def __init__(self, value):
        self.value = value
@jax.jit
def kept(x):
    box = Box(x)
    HELD["last"] = box  #? JIT501 ok
    return box.value + 1
# truth: kept(1.0) == 2 and len(HELD) == 0
