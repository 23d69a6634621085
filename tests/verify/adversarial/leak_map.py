import jax
import jax.numpy as jnp
LATER = []
@jax.jit
def delayed(x):
    LATER.append(map(lambda scale: x * scale, [1, 2]))  #? JIT501 bug
    return x + 1
# truth: delayed(1.0) == 2
# truth: raises(lambda: [*LATER[0]]) == "UnexpectedTracerError"
