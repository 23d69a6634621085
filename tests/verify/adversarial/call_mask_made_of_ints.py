import jax
import jax.numpy as jnp
@jax.jit
def picked(x, which):
    return x[which.astype(bool)].sum()  #? JIT106 bug
def main():
    return picked(jnp.arange(4.0), jnp.array([0, 1, 1, 0]))
# truth: raises(main) == "NonConcreteBooleanIndexError"
