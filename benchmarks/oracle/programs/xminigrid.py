"""Grid worlds are reset and stepped."""

import jax
import jax.numpy as jnp
import xminigrid

for name in (
    "MiniGrid-Empty-8x8",
    "MiniGrid-DoorKey-6x6",
    "XLand-MiniGrid-R1-9x9",
    "MiniGrid-FourRooms",
    "MiniGrid-UnlockPickUp",
):
    env, params = xminigrid.make(name)
    step = jax.eval_shape(env.reset, params, jax.random.PRNGKey(0))
    jax.jit(env.reset)(params, jax.random.PRNGKey(0))
    jax.eval_shape(env.step, params, step, jnp.array(1))
