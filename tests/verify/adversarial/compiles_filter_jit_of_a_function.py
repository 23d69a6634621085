import jax
import jax.numpy as jnp
import equinox as eqx
RUNS = []
def shifted(x):
    RUNS.append(x.shape)
    return x + 1
def main():
    x = jnp.ones(3)
    for _ in range(4):
        x = eqx.filter_jit(shifted)(x)  #? JIT301 ok
    return x
# truth: main()[0] == 5 and len(RUNS) == 1
