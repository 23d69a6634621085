"""Flows of several kinds are built, sampled and fitted."""

import equinox as eqx
import jax
import jax.numpy as jnp
import jax.random as jr
from flowjax import bijections, flows
from flowjax.distributions import Normal

key = jr.key(0)
base = Normal(jnp.zeros(2))
for make in (
    flows.masked_autoregressive_flow,
    flows.coupling_flow,
    flows.planar_flow,
    flows.block_neural_autoregressive_flow,
):
    flow = make(key, base_dist=base)
    eqx.filter_jit(lambda flow, x: flow.log_prob(x))(flow, jnp.ones((3, 2)))
    if "neural" not in make.__name__:
        eqx.filter_jit(lambda flow, key: flow.sample(key, (3,)))(flow, key)
for each in (
    bijections.Affine(1.0, 2.0),
    bijections.Exp(),
    bijections.Tanh(),
    bijections.LeakyTanh(3.0),
    bijections.RationalQuadraticSpline(knots=4, interval=3),
):
    jax.jit(each.transform_and_log_det)(jnp.array(0.3))
    jax.jit(each.inverse_and_log_det)(jnp.array(0.3))
