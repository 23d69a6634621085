import jax
import jax.numpy as jnp
def push(into, value):
    into.append(value)  #? JIT202 ok
@jax.jit
def summed(x):
    parts = []
    for scale in (1, 2, 3):
        push(parts, x * scale)
    return sum(parts)
# truth: summed(1.0) == 6
