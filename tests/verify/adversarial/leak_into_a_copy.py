import jax
import jax.numpy as jnp
import dataclasses
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class State:
    value: jax.Array
@jax.jit
def advanced(state):
    state.value = state.value + 1  #? JIT501 ok
    return state.value
def main():
    state = State(jnp.float32(1.0))
    advanced(state)
    return state.value
# truth: main() == 1
