import jax
import jax.numpy as jnp
FLAG = jnp.array(True)
@jax.jit
def flagged(x, flag=FLAG):
    if flag:  #? JIT101 ok
        return x + 1
    return x
def main():
    return flagged(jnp.ones(3))
# truth: main()[0] == 2
