import jax
import jax.numpy as jnp
STRUCTS = []
@jax.jit
def described(x):
    STRUCTS.append(jax.ShapeDtypeStruct(x.shape, x.dtype))  #? JIT501 ok
    return x + 1
# truth: described(1.0) == 2 and STRUCTS[0].shape == ()
