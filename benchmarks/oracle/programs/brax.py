"""A system is stepped by each of the physics pipelines, and a policy is trained for a moment."""

import jax
import jax.numpy as jnp
from brax import envs, math
from brax.training.acme import running_statistics
from brax.training.agents.ppo import losses, networks

key = jax.random.PRNGKey(0)
for backend in ("spring", "positional", "generalized"):
    env = envs.get_environment("inverted_pendulum", backend=backend)
    state = jax.jit(env.reset)(key)
    jax.jit(env.step)(state, jnp.zeros(env.action_size))
env = envs.create("inverted_pendulum", episode_length=8, batch_size=2, backend="spring")
state = jax.jit(env.reset)(key)
jax.jit(env.step)(state, jnp.zeros((2, env.action_size)))
net = networks.make_ppo_networks(env.observation_size, env.action_size)
policy = net.policy_network.init(key)
value = net.value_network.init(key)
norm = running_statistics.init_state(jnp.zeros(env.observation_size))
act = networks.make_inference_fn(net)((norm, policy, value))
jax.jit(act)(state.obs, key)
jax.jit(losses.compute_gae)(
    jnp.zeros((4, 2)), jnp.zeros((4, 2)), jnp.ones((4, 2)), jnp.ones((4, 2)), jnp.ones(2)
)
quaternion = jnp.array([1.0, 0.0, 0.0, 0.0])
jax.jit(jax.grad(lambda q: math.rotate(jnp.ones(3), math.quat_mul(q, q)).sum()))(quaternion)
jax.jit(math.quat_to_euler)(quaternion)
