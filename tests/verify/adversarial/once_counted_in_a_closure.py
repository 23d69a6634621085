import jax
import jax.numpy as jnp
def make():
    n = 0
    @jax.jit
    def step(x):
        nonlocal n
        n += 1  #? JIT202 bug
        return x + 1
    def calls():
        return n
    return step, calls
def main():
    step, calls = make()
    for _ in range(3):
        step(1.0)
    return calls()
# truth: main() == 1
