import jax
import jax.numpy as jnp
import threading
@jax.jit
def worked(x):
    return x * float(x)  #? JIT102 bug
ERRORS = []
def work():
    try:
        worked(2.0)
    except Exception as error:
        ERRORS.append(error)
def main():
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
# truth: main() is None and type(ERRORS[0]).__name__ == "ConcretizationTypeError"
