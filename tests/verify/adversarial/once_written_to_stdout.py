import jax
import jax.numpy as jnp
import sys
@jax.jit
def told(x):
    sys.stdout.write("step\n")  #? JIT201 bug
    return x + 1
def main():
    for step in range(3):
        told(float(step))
# truth: main() is None
