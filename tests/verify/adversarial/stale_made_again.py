import jax
import jax.numpy as jnp
SCALE = 1.0
def make():
    def times(x):
        return x * SCALE  #? JIT205 ok
    return jax.jit(times)
scaled = make()
def set_scale(value):
    global SCALE, scaled
    SCALE = value
    scaled = make()
def main():
    first = scaled(2.0)
    set_scale(3.0)
    return first, scaled(2.0)
# truth: main() == (2, 6)
