import jax
import jax.numpy as jnp
PAIRS = []
@jax.jit
def paired(x):
    PAIRS.append(zip([x, x * 2], range(2)))  #? JIT501 bug
    return x + 1
# truth: paired(1.0) == 2 and isinstance(next(PAIRS[0])[0], jax.core.Tracer)
