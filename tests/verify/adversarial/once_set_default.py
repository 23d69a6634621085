import jax
import jax.numpy as jnp
REGISTRY = {}
@jax.jit
def registered(x):
    REGISTRY.setdefault("ndim", x.ndim)  #? JIT202 ok
    return x * 2
# truth: registered(1.0) == registered(1.0) and REGISTRY == {"ndim": 0}
