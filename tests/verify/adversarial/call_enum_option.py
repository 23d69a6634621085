import jax
import jax.numpy as jnp
import enum
from functools import partial
class Mode(enum.Enum):
    MEAN = 1
    BEST = 2
@partial(jax.jit, static_argnums=1)
def pooled(x, mode):
    if mode is Mode.BEST and x.max() > 0:  #? JIT101 bug
        return x.max()
    return x.mean()
def mean():
    return pooled(jnp.ones(3), Mode.MEAN)
# truth: not raises(mean)
# truth: raises(lambda: pooled(jnp.ones(3), Mode.BEST)) == "TracerBoolConversionError"
