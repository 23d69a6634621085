import jax
import jax.numpy as jnp
@jax.jit
def doubled(x):
    if isinstance(x, (float, jax.Array)):  #? JIT111 ok
        x = x * 2
    return x + 1
def main():
    return doubled(2.0)
# truth: main() == 5
