import jax
import jax.numpy as jnp
@jax.jit
def rescaled(x, by=1.0):
    by = 1.0 if isinstance(by, str) else by
    return x * int(by)  #? JIT102 bug
class TestRescaled:
    def test_number(self):
        rescaled(jnp.ones(3), 2.0)
# truth: raises(TestRescaled().test_number) == "ConcretizationTypeError"
