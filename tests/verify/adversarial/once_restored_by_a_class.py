import jax
import jax.numpy as jnp
class Scope:
    depth = 0
    def __enter__(self):
        Scope.depth += 1  #? JIT202 ok
        return self
    def __exit__(self, *_):
        Scope.depth -= 1
@jax.jit
def scoped(x):
    with Scope():
        return x * 2
# truth: scoped(1.0) == 2 and Scope.depth == 0
