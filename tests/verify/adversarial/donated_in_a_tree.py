import jax
import jax.numpy as jnp
from functools import partial
@partial(jax.jit, donate_argnums=0)
def step(tree):
    return {"w": tree["w"] * 2}
def train():
    w = jnp.ones(3)
    tree = {"w": w}
    new = step(tree)
    return new["w"] - w  #? JIT405 bug
# truth: raises(train) in ("RuntimeError", "ValueError")
