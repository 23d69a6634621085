import jax
import jax.numpy as jnp
@jax.jit
def stepped(x, state):
    state["optimizer"]["steps"] += 1  #? JIT204 bug
    return x
def main():
    state = {"optimizer": {"steps": 0}}
    stepped(1.0, state)
    return state["optimizer"]["steps"]
# truth: main() == 0
