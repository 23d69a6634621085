import jax
import jax.numpy as jnp
import threading
HELD = []
@jax.jit
def kept(x):
    HELD.append(x)  #? JIT501 bug
    return x + 1
def main():
    thread = threading.Thread(target=kept, args=(1.0,))
    thread.start()
    thread.join()
    return HELD[-1] + 1
# truth: raises(main) == "UnexpectedTracerError"
