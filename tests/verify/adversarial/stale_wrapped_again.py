import jax
import jax.numpy as jnp
SCALE = 1.0
def times(x):
    return x * SCALE  #? JIT205 bug
scaled = jax.jit(times)
def set_scale(value):
    global SCALE, scaled
    SCALE = value
    scaled = jax.jit(times)
def main():
    first = scaled(2.0)
    set_scale(3.0)
    return first, scaled(2.0)
# truth: main() == (2, 2)
