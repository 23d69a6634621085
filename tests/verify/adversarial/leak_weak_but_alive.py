import jax
import jax.numpy as jnp
import weakref
class Box:
    def __init__(self, value):
        self.value = value
HELD = weakref.WeakValueDictionary()
ALIVE = []
@jax.jit
def kept(x):
    box = Box(x)
    ALIVE.append(box)  #? JIT501 bug
    HELD["last"] = box
    return x + 1
# truth: kept(1.0) == 2 and isinstance(HELD["last"].value, jax.core.Tracer)
