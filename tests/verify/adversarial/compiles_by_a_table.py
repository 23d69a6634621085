import jax
import jax.numpy as jnp
RUNS = []
TABLE = {}
def main():
    x = jnp.ones(3)
    for _ in range(4):
        if "step" not in TABLE:
            TABLE["step"] = jax.jit(lambda y: RUNS.append(1) or y + 1)  #? JIT301 ok
        x = TABLE["step"](x)
    return x
# truth: main()[0] == 5 and len(RUNS) == 1
