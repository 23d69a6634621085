import jax
import jax.numpy as jnp
@jax.jit
def marked(x, state):
    state["count"] = state["count"] + 1  #? JIT204 ok
    return x * state["count"]
def main():
    return marked(1.0, {"count": 0})
# truth: main() == 1
