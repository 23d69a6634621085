"""Environments are reset and stepped once."""

import jax
import jumanji

for name in (
    "Snake-v1",
    "TSP-v1",
    "Game2048-v1",
    "Maze-v0",
    "Knapsack-v1",
    "CVRP-v1",
    "Minesweeper-v0",
):
    try:
        env = jumanji.make(name)
        state, _ = jax.eval_shape(env.reset, jax.random.PRNGKey(0))
        action = jax.eval_shape(env.action_spec.generate_value)
        jax.eval_shape(env.step, state, action)
    except Exception as error:
        print(name, type(error), error)
