import jax
import jax.numpy as jnp
import contextlib
@jax.jit
def shown(x):
    with contextlib.suppress(jax.errors.ConcretizationTypeError):
        x = x + int(x)  #? JIT102 ok
    return x
# truth: not raises(lambda: shown(2.0))
