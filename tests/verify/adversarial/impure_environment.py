import jax
import jax.numpy as jnp
import os
@jax.jit
def gained(x):
    return x * float(os.environ["ADVERSARIAL_GAIN"])  #? JIT203 bug
def main():
    os.environ["ADVERSARIAL_GAIN"] = "2"
    first = gained(1.0)
    os.environ["ADVERSARIAL_GAIN"] = "3"
    return first, gained(1.0)
# truth: main() == (2, 2)
