import jax
import jax.numpy as jnp
SCALE = 1.0
@jax.jit
def scaled(x):
    return x * SCALE  #? JIT205 bug
def set_scale(value):
    global SCALE
    SCALE = value
def main():
    first = scaled(2.0)
    set_scale(3.0)
    return first, scaled(2.0)
# truth: main()[1] == 2
