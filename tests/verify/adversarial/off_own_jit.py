import jax
import jax.numpy as jnp
def jit(function):
    return function
@jit
def signed(x):
    if x > 0:  #? JIT101 ok
        return x
    return -x
def main():
    return signed(jnp.float32(3.0))
# truth: main() == 3
