import jax
import jax.numpy as jnp
from functools import partial
class Model:
    def __init__(self):
        self.scale = 1.0
    @partial(jax.jit, static_argnums=0)
    def scaled(self, x):
        return x * self.scale  #? JIT205 bug
    def set_scale(self, value):
        self.scale = value
def main():
    model = Model()
    first = model.scaled(2.0)
    model.set_scale(3.0)
    return first, model.scaled(2.0)
# truth: main()[1] == 2
