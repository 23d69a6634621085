import jax
import jax.numpy as jnp
from concurrent.futures import ThreadPoolExecutor
@jax.jit
def worked(x):
    return x * float(x)  #? JIT102 bug
def main():
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(worked, 2.0).exception()
# truth: type(main()).__name__ == "ConcretizationTypeError"
