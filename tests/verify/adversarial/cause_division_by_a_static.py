import jax
import jax.numpy as jnp
from functools import partial
@partial(jax.jit, static_argnums=1)
def shared(x, parts):
    return x * float(1 / parts)  #? JIT102 ok
def main():
    return shared(1.0, 0)
# truth: raises(main) == "ZeroDivisionError"
