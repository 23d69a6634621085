"""Hidden Markov and Kalman models are fitted and filtered."""

import jax
import jax.random as jr
from dynamax.hidden_markov_model import CategoricalHMM, GaussianHMM
from dynamax.linear_gaussian_ssm import LinearGaussianSSM

key = jr.PRNGKey(0)
hmm = GaussianHMM(3, 2)
params, props = hmm.initialize(key)
states, seen = hmm.sample(params, key, 20)
jax.jit(hmm.smoother)(params, seen)
jax.jit(hmm.most_likely_states)(params, seen)
hmm.fit_em(params, props, seen, num_iters=2, verbose=False)
ssm = LinearGaussianSSM(2, 2)
params, props = ssm.initialize(key)
states, seen = ssm.sample(params, key, 20)
jax.jit(ssm.smoother)(params, seen)
ssm.fit_em(params, props, seen, num_iters=2, verbose=False)
hmm = CategoricalHMM(3, 1, 4)
params, props = hmm.initialize(key)
states, seen = hmm.sample(params, key, 20)
hmm.fit_sgd(params, props, seen, num_epochs=2)
