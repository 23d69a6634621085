"""Processes with composed kernels, and the quasiseparable ones."""

import jax
import jax.numpy as jnp
from tinygp import GaussianProcess, kernels, noise, transforms
from tinygp.kernels import quasisep

x = jnp.linspace(0, 3, 8)
y = jnp.sin(x)
for make in (
    lambda a: a * kernels.ExpSquared(scale=a),
    lambda a: kernels.Matern32(a) + kernels.Matern52(a) * kernels.Exp(a),
    lambda a: kernels.RationalQuadratic(alpha=a),
    lambda a: kernels.ExpSineSquared(scale=a, gamma=a),
    lambda a: kernels.Constant(a) * kernels.Exp(),
    lambda a: kernels.Cosine(a) + 0.5,
    lambda a: quasisep.Matern32(a) + quasisep.Celerite(a, 0.1, 0.5, 0.3),
    lambda a: quasisep.SHO(a, 2.0) * quasisep.Exp(a),
    lambda a: quasisep.Matern52(a),
    lambda a: kernels.Custom(lambda p, q: jnp.exp(-a * jnp.abs(p - q))),
):

    def loss(a, make=make):
        gp = GaussianProcess(make(a), x, diag=0.1, mean=a)
        return gp.log_probability(y)

    jax.jit(jax.value_and_grad(loss))(1.1)

    def predicted(a, make=make):
        gp = GaussianProcess(make(a), x, noise=noise.Diagonal(jnp.full(8, 0.1)))
        _, after = gp.condition(y, x + 0.1)
        return after.loc + after.variance + gp.sample(jax.random.key(0))

    jax.jit(predicted)(1.1)
X = jnp.ones((4, 2)) * jnp.arange(4)[:, None]


def kernel(a):
    inner = kernels.Matern32(distance=kernels.distance.L2Distance())
    return transforms.Cholesky(jnp.eye(2) * a, inner)


jax.jit(lambda a: GaussianProcess(kernel(a), X, diag=0.1).log_probability(jnp.ones(4)))(1.0)
