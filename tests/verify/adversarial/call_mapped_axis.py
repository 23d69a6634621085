import jax
import jax.numpy as jnp
@jax.jit
def centred(rows):
    return jax.vmap(one, axis_name="rows")(rows)
def one(row):
    mean = jax.lax.pmean(row, "rows")
    if mean.sum() > 0:  #? JIT101 bug
        return row - mean
    return row
# truth: raises(lambda: centred(jnp.ones((2, 3)))) == "TracerBoolConversionError"
