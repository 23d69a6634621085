import jax
import jax.numpy as jnp
@jax.jit
def stepped(x, state):
    state["steps"] = state["steps"] + 1  #? JIT204 ok
    return x * state["steps"]
def main():
    state = {"steps": 1.0}
    return stepped(2.0, dict(state)), state["steps"]
# truth: main() == (4, 1)
