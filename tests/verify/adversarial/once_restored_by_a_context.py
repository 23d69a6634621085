import jax
import jax.numpy as jnp
import contextlib
DEPTH = 0
@contextlib.contextmanager
def deeper():
    global DEPTH
    DEPTH += 1  #? JIT202 ok
    try:
        yield
    finally:
        DEPTH -= 1
@jax.jit
def nested(x):
    with deeper():
        return x * 2
# truth: nested(1.0) == 2 and DEPTH == 0
