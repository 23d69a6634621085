import jax
import jax.numpy as jnp
def rounds(x):
    out = []
    @jax.jit
    def inner(y):
        out.append(y.shape)  #? JIT202 bug
        return y * 2
    for _ in range(3):
        inner(x)
    return len(out)
# truth: rounds(jnp.ones(2)) == 1
