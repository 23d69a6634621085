import jax
import jax.numpy as jnp
import datetime
@jax.jit
def dated(x):
    return x + datetime.datetime.now().microsecond  #? JIT203 bug
# truth: dated(1.0) == dated(1.0)
