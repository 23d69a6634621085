"""Grid worlds are reset and stepped."""

import jax
import jax.numpy as jnp
import navix as nx

for name in (
    "Navix-Empty-8x8-v0",
    "Navix-DoorKey-6x6-v0",
    "Navix-KeyCorridorS3R1-v0",
    "Navix-Dynamic-Obstacles-5x5-v0",
):
    try:
        env = nx.make(name)
        step = jax.eval_shape(env.reset, jax.random.PRNGKey(0))
        jax.eval_shape(env.step, step, jnp.array(1))
    except Exception as error:
        print(name, type(error), error)
