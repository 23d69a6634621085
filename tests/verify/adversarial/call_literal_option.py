import jax
import jax.numpy as jnp
from functools import partial
from typing import Literal
@partial(jax.jit, static_argnames="how")
def bounded(x, how: Literal["none", "clip"] = "none"):
    if how == "clip" and x.min() < 0:  #? JIT101 bug
        return jnp.maximum(x, 0)
    return x
def main():
    return bounded(jnp.ones(3))
# truth: not raises(main)
# truth: raises(lambda: bounded(jnp.ones(3), "clip")) == "TracerBoolConversionError"
