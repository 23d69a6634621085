import jax
import jax.numpy as jnp
import dataclasses
from functools import partial
@dataclasses.dataclass(frozen=True)
class Model:
    scale: float
    @partial(jax.jit, static_argnums=0)
    def scaled(self, x):
        return x * self.scale  #? JIT205 ok
def main():
    model = Model(1.0)
    first = model.scaled(2.0)
    model = dataclasses.replace(model, scale=3.0)
    return first, model.scaled(2.0)
# truth: main() == (2, 6)
