import jax
import jax.numpy as jnp
@jax.jit
def both(x, n):
    return jnp.ones(3)[int(x.shape[0])] + float(n)  #? JIT102 bug
# truth: raises(lambda: both(jnp.ones(2), 3.0)) == "ConcretizationTypeError"
