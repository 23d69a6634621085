import jax
import jax.numpy as jnp
HELD = []
@jax.jit
def kept(x, debug=None):
    HELD.append(x if debug is not None else None)  #? JIT501 bug
    return x + 1
def main():
    kept(1.0)
    kept(1.0, 2.0)
    return HELD[-1] + 1
# truth: raises(main) == "UnexpectedTracerError"
