"""Distances and spectra of cosmologies, differentiated."""

import jax
import jax.numpy as jnp
import jax_cosmo as jc

for f in (
    lambda c: jc.background.radial_comoving_distance(c, jnp.array([0.5])).sum(),
    lambda c: jc.background.growth_factor(c, jnp.array([0.5])).sum(),
    lambda c: jc.power.linear_matter_power(c, jnp.array([0.1])).sum(),
    lambda c: jc.power.nonlinear_matter_power(c, jnp.array([0.1])).sum(),
):
    try:
        jax.eval_shape(lambda o, f=f: jax.grad(lambda o: f(jc.Planck15(Omega_c=o)))(o), 0.3)
    except Exception as error:
        print(type(error), error)
