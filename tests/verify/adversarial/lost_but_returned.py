import jax
import jax.numpy as jnp
@jax.jit
def stepped(state):
    state["steps"] = state["steps"] + 1  #? JIT204 ok
    return state
def main():
    state = {"steps": 0}
    for _ in range(3):
        state = stepped(state)
    return state["steps"]
# truth: main() == 3
