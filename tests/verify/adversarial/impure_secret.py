import jax
import jax.numpy as jnp
import secrets
@jax.jit
def salted(x):
    return x + secrets.randbelow(1 << 20)  #? JIT203 bug
# truth: salted(1.0) == salted(1.0)
