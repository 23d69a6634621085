import jax
import jax.numpy as jnp
class Refused(Exception):
    pass
LAST = []
@jax.jit
def checked(x):
    raise Refused(x * 2)  #? JIT501 bug
def main():
    try:
        checked(1.0)
    except Refused as error:
        LAST.append(error.args[0])
    return LAST[-1] + 1
# truth: raises(main) == "UnexpectedTracerError"
