import jax
import jax.numpy as jnp
import dataclasses
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Layer:
    rate: float
    training: bool = dataclasses.field(metadata={"static": True}, default=True)
@jax.jit
def applied(layer, x):
    if layer.rate > 0:  #? JIT101 bug
        return x * layer.rate
    return x
def main():
    return applied(Layer(0.5), jnp.ones(3))
# truth: raises(main) == "TracerBoolConversionError"
