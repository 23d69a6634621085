import jax
import jax.numpy as jnp
MEMO = {}
@jax.jit
def table(x):
    if x.shape not in MEMO:
        MEMO[x.shape] = 2 * len(x.shape)  #? JIT202 ok
    return x * MEMO[x.shape]
# truth: table(jnp.ones(2))[0] == 2
