import jax
import jax.numpy as jnp
def normed(x):
    return x / jax.lax.psum(x, "batch")  #? JIT415 ok
@jax.jit
def batched(xs):
    return jax.vmap(normed, axis_name="batch")(xs)
# truth: batched(jnp.ones(2))[0] == 0.5
