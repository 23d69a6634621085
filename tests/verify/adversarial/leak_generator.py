import jax
import jax.numpy as jnp
STREAM = []
def doubled(x):
    while True:
        x = x * 2
        yield x
@jax.jit
def started(x):
    stream = doubled(x)
    STREAM.append(stream)  #? JIT501 bug
    return next(stream)
# truth: started(1.0) == 2
# truth: raises(lambda: next(STREAM[0])) == "UnexpectedTracerError"
