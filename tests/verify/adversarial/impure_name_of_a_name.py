import jax
import jax.numpy as jnp
import uuid
@jax.jit
def tagged(x):
    return x + uuid.uuid5(uuid.NAMESPACE_DNS, "jax").int % 7  #? JIT203 ok
# truth: tagged(1.0) == tagged.__wrapped__(1.0)
