"""Models are sampled and fitted."""

import jax
import jax.numpy as jnp
import numpyro
import numpyro.distributions as dist
from numpyro.infer import MCMC, NUTS, SVI, Predictive, Trace_ELBO, autoguide

x = jnp.linspace(0, 1, 10)


def model(x, y=None):
    a = numpyro.sample("a", dist.Normal(0, 1))
    b = numpyro.sample("b", dist.LogNormal(0, 1))
    w = numpyro.sample("w", dist.Dirichlet(jnp.ones(3)))
    with numpyro.plate("data", x.shape[0]):
        numpyro.sample("y", dist.StudentT(3.0, a * x + w[0], b), obs=y)


key = jax.random.PRNGKey(0)
mcmc = MCMC(NUTS(model), num_warmup=5, num_samples=5, progress_bar=False)
mcmc.run(key, x, y=x)
for guide in (autoguide.AutoNormal(model), autoguide.AutoMultivariateNormal(model)):
    svi = SVI(model, guide, numpyro.optim.Adam(1e-2), Trace_ELBO())
    svi.run(key, 3, x, y=x, progress_bar=False)
Predictive(model, mcmc.get_samples(), parallel=True)(key, x)
for d in (
    dist.Beta(1.0, 2.0),
    dist.Gamma(1.0, 2.0),
    dist.Categorical(jnp.ones(3) / 3),
    dist.MultivariateNormal(jnp.zeros(2), jnp.eye(2)),
    dist.Bernoulli(0.3),
    dist.Poisson(2.0),
    dist.TruncatedNormal(0.0, 1.0, low=0.1),
):
    jax.jit(lambda k, d=d: d.log_prob(d.sample(k, (2,))))(key)
