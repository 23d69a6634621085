import jax
import jax.numpy as jnp
import jax.numpy as real
class jax:
    @staticmethod
    def jit(function):
        return function
@jax.jit
def signed(x):
    if x > 0:  #? JIT101 ok
        return x
    return -x
def main():
    return signed(real.float32(3.0))
# truth: main() == 3
