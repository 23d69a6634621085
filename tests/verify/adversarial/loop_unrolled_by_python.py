import jax
import jax.numpy as jnp
@jax.jit
def doubled(x):
    for i in range(3):
        if i > 1:  #? JIT101 ok
            x = x * 2
    return x
# truth: doubled(1.0) == 2
