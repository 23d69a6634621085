import jax
import jax.numpy as jnp
HELD = []
def squared(x):
    HELD.append(x)  #? JIT501 bug
    return x * x
def main():
    return jax.grad(squared)(2.0)
# truth: main() == 4 and isinstance(HELD[-1], jax.core.Tracer)
