import jax
import jax.numpy as jnp
from functools import partial
TABLE = [1.0, 2.0]
@partial(jax.jit, static_argnums=1)
def looked_up(x, i):
    return x * TABLE[i]  #? JIT104 ok
def main():
    return looked_up(1.0, 5)
# truth: raises(main) == "IndexError"
