import jax
import jax.numpy as jnp
@jax.jit
def strict(x):
    try:
        n = float(x)  #? JIT102 bug
    except jax.errors.ConcretizationTypeError as error:
        raise ValueError("no number") from error
    return x * n
# truth: raises(lambda: strict(2.0)) == "ValueError"
