import jax
import jax.numpy as jnp
@jax.jit
def marked(x, state):
    state["count"] = state["count"] + 1  #? JIT204 bug
    return x
def main():
    state = {"count": 0}
    marked(1.0, state)
    return state["count"]
# truth: main() == 0
