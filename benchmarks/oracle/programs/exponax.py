"""Steppers of differential equations are rolled out."""

import exponax as ex
import jax

u = ex.ic.RandomTruncatedFourierSeries(1, cutoff=5)(32, key=jax.random.PRNGKey(0))
for stepper in (
    ex.stepper.Burgers(1, 1.0, 32, 0.1),
    ex.stepper.Advection(1, 1.0, 32, 0.1),
    ex.stepper.Diffusion(1, 1.0, 32, 0.1),
    ex.stepper.KuramotoSivashinsky(1, 10.0, 32, 0.1),
    ex.stepper.KortewegDeVries(1, 10.0, 32, 0.01),
):
    jax.jit(ex.rollout(stepper, 3))(u)
    jax.jit(ex.repeat(stepper, 3))(u)
jax.jit(lambda u: ex.metrics.nRMSE(u, u))(u)
jax.jit(lambda u: ex.derivative(u, 1.0))(u)
jax.jit(lambda u: ex.get_spectrum(u))(u)
