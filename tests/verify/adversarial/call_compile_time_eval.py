import jax
import jax.numpy as jnp
TABLE = jnp.arange(1.0, 4.0)
@jax.jit
def looked_up(x):
    with jax.ensure_compile_time_eval():
        if jnp.all(TABLE > 0):  #? JIT101 ok
            return x * 2
    return x
# truth: looked_up(1.0) == 2
