import jax
import jax.numpy as jnp
MODE = {"name": "slow"}
@jax.jit
def fast(x):
    old = MODE["name"]
    MODE["name"] = "fast"  #? JIT202 ok
    try:
        return scaled(x)
    finally:
        MODE["name"] = old
def scaled(x):
    return x * (2 if MODE["name"] == "fast" else 3)
# truth: fast(1.0) == fast(1.0) == 2 and MODE["name"] == "slow"
