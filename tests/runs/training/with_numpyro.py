"""Variational inference with numpyro, step by step: 100 steps."""

import counted
import jax
import numpyro
import numpyro.distributions as dist
from numpyro.infer import SVI, Trace_ELBO
from numpyro.infer.autoguide import AutoNormal


def model(x, y):
    w = numpyro.sample("w", dist.Normal(0, 1).expand([8, 1]).to_event(2))
    numpyro.sample("y", dist.Normal(x @ w, 1.0).to_event(2), obs=y)


svi = SVI(model, AutoNormal(model), numpyro.optim.Adam(5e-2), Trace_ELBO())
update = jax.jit(svi.update)
state = svi.init(jax.random.key(0), *next(counted.batches(1)))
losses = []
for x, y in counted.batches(100):
    state, loss = update(state, x, y)
    losses.append(float(loss))
counted.done(losses[-2] / losses[0])
