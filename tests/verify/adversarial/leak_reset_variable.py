import jax
import jax.numpy as jnp
import contextvars
CURRENT = contextvars.ContextVar("current", default=None)
@jax.jit
def bound(x):
    token = CURRENT.set(x)  #? JIT501 ok
    try:
        return inner()
    finally:
        CURRENT.reset(token)
def inner():
    return CURRENT.get() + 1
# truth: bound(1.0) == 2 and CURRENT.get() is None
