import jax
import jax.numpy as jnp
def remember(x, seen=[]):
    seen.append(x)  #? JIT501 bug
    return x + 1
@jax.jit
def remembered(x):
    return remember(x)
# truth: remembered(1.0) == 2 and isinstance(remember.__defaults__[0][0], jax.core.Tracer)
