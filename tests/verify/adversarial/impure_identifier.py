import jax
import jax.numpy as jnp
import uuid
@jax.jit
def tagged(x):
    tag = uuid.uuid4().int % 1000  #? JIT203 bug
    return x + tag
# truth: tagged(1.0) == tagged(1.0)
