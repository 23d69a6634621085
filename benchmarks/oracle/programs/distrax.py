"""Distributions and bijectors under transformations."""

import distrax
import jax
import jax.numpy as jnp

key = jax.random.PRNGKey(0)


def used(a):
    normal = distrax.Normal(a, 1.0)
    many = distrax.MultivariateNormalDiag(jnp.stack([a, a]), jnp.ones(2))
    soft = distrax.Categorical(logits=jnp.stack([a, 2 * a, 3 * a]))
    mixture = distrax.MixtureSameFamily(soft, distrax.Normal(jnp.arange(3.0) * a, jnp.ones(3)))
    flow = distrax.Transformed(normal, distrax.Tanh())
    x, logp = normal.sample_and_log_prob(seed=key, sample_shape=(3,))
    total = logp.sum() + many.log_prob(jnp.zeros(2)) + soft.entropy() + mixture.log_prob(a)
    total += flow.log_prob(flow.sample(seed=key)) + normal.kl_divergence(distrax.Normal(0.0, 2.0))
    chain = distrax.Chain([distrax.ScalarAffine(a, 2.0), distrax.Sigmoid()])
    y, log_det = chain.forward_and_log_det(x)
    total += log_det.sum() + chain.inverse(y).sum()
    block = distrax.Independent(distrax.Laplace(jnp.stack([a, a]), jnp.ones(2)), 1)
    total += block.log_prob(block.sample(seed=key)) + distrax.Gamma(a, 1.0).log_prob(2.0)
    return total + distrax.Beta(a, 2.0).log_prob(0.5) + distrax.Uniform(0.0, 9.0).log_prob(a)


jax.jit(jax.grad(used))(1.5)
jax.vmap(used)(jnp.array([1.0, 2.0]))
spline = distrax.RationalQuadraticSpline(jnp.ones(13), 0.0, 1.0)
jax.jit(jax.grad(lambda x: spline.forward(x) + spline.inverse(x)))(0.3)
coupling = distrax.MaskedCoupling(
    jnp.array([True, False]), lambda p: distrax.ScalarAffine(p, p), lambda x: x
)
jax.jit(coupling.forward_and_log_det)(jnp.ones(2))
chain = distrax.HMM(
    distrax.Categorical(probs=jnp.ones(2) / 2),
    distrax.Categorical(probs=jnp.ones((2, 2)) / 2),
    distrax.Normal(jnp.zeros(2), jnp.ones(2)),
)
jax.jit(chain.forward_backward)(jnp.ones(4))
jax.jit(chain.viterbi)(jnp.ones(4))
