"""A regression is fitted and predicts."""

import gpjax as gpx
import jax
import jax.numpy as jnp
from jax import config

config.update("jax_enable_x64", True)
x = jnp.linspace(0, 1, 20).reshape(-1, 1)
data = gpx.Dataset(X=x, y=jnp.sin(6 * x))
for kernel in (
    gpx.kernels.RBF(),
    gpx.kernels.Matern32() + gpx.kernels.Periodic(),
    gpx.kernels.Linear(),
):
    prior = gpx.gps.Prior(mean_function=gpx.mean_functions.Zero(), kernel=kernel)
    posterior = prior * gpx.likelihoods.Gaussian(num_datapoints=20)
    jax.jit(lambda x: gpx.objectives.conjugate_mll(posterior, gpx.Dataset(x, data.y)))(x)
    jax.jit(lambda x: posterior.predict(x, train_data=data).mean)(x)
    jax.jit(
        lambda x: (
            kernel.gram(x).to_dense()
            if hasattr(kernel.gram(x), "to_dense")
            else kernel.cross_covariance(x, x)
        )
    )(x)
