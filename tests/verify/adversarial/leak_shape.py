import jax
import jax.numpy as jnp
SHAPES = []
@jax.jit
def kept(x):
    SHAPES.append(x.shape)  #? JIT501 ok
    return x + 1
# truth: kept(1.0) == 2 and SHAPES == [()]
