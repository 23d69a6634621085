import jax
import jax.numpy as jnp
import functools
PENDING = []
@jax.jit
def delayed(x):
    PENDING.append(functools.partial(jnp.add, x))  #? JIT501 bug
    return x + 1
# truth: delayed(1.0) == 2
# truth: raises(lambda: PENDING[0](1.0)) == "UnexpectedTracerError"
