import jax
import jax.numpy as jnp
@jax.jit
def counted(x):
    def more(state):
        return state[0] < 3  #? JIT101 ok
    return jax.lax.while_loop(more, lambda s: (s[0] + 1, s[1] * 2), (0, x))[1]
# truth: counted(1.0) == 8
