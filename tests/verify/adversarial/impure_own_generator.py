import jax
import jax.numpy as jnp
import random
@jax.jit
def shaken(x):
    rng = random.Random(3)
    return x + rng.random()  #? JIT203 ok
# truth: shaken(1.0) == shaken.__wrapped__(jnp.float32(1.0))
