import jax
import jax.numpy as jnp
@jax.jit
def chosen(x, keep):
    return x[keep].sum()  #? JIT106 bug
def positives(x):
    return chosen(x, x > 0)
# truth: raises(lambda: positives(jnp.ones(3))) == "NonConcreteBooleanIndexError"
