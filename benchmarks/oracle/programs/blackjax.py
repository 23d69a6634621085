"""Samplers of several kinds take a step."""

import blackjax
import jax
import jax.numpy as jnp

key = jax.random.key(0)


def logdensity(x):
    return -0.5 * (x**2).sum()


x = jnp.ones(2)
for kernel in (
    blackjax.nuts(logdensity, 0.1, jnp.ones(2)),
    blackjax.hmc(logdensity, 0.1, jnp.ones(2), 3),
    blackjax.mala(logdensity, 0.1),
    blackjax.rmh(logdensity, blackjax.mcmc.random_walk.normal(jnp.ones(2))),
    blackjax.mclmc(logdensity, L=1.0, step_size=0.1),
    blackjax.ghmc(logdensity, 0.1, jnp.ones(2), 0.1, 0.1),
):
    try:
        state = kernel.init(x)
    except TypeError:
        state = kernel.init(x, key)
    jax.jit(kernel.step)(key, state)
warmup = blackjax.window_adaptation(blackjax.nuts, logdensity)
warmup.run(key, x, num_steps=10)
