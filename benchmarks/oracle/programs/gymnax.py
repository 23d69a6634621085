"""Environments are reset and stepped."""

import gymnax
import jax
from gymnax.wrappers import FlattenObservationWrapper, LogWrapper

key = jax.random.key(0)
for name in (
    "CartPole-v1",
    "Pendulum-v1",
    "Acrobot-v1",
    "MountainCarContinuous-v0",
    "Breakout-MinAtar",
    "Asterix-MinAtar",
    "SpaceInvaders-MinAtar",
    "Catch-bsuite",
    "DeepSea-bsuite",
    "FourRooms-misc",
    "PointRobot-misc",
    "Pong-misc",
    "Reacher-misc",
):
    env, params = gymnax.make(name)
    obs, state = jax.jit(env.reset)(key, params)
    action = env.action_space(params).sample(key)
    jax.jit(env.step)(key, state, action, params)
    jax.jit(lambda k, e=env, p=params: e.observation_space(p).sample(k))(key)
env, params = gymnax.make("Catch-bsuite")
env = LogWrapper(FlattenObservationWrapper(env))
obs, state = jax.jit(env.reset)(key, params)


def step(state, key):
    _, state, reward, _, _ = env.step(key, state, 0, params)
    return state, reward


jax.lax.scan(step, state, jax.random.split(key, 3))
