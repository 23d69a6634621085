"""A few random moves of several games."""

import jax
import jax.numpy as jnp
import pgx

for name in (
    "tic_tac_toe",
    "connect_four",
    "go_9x9",
    "othello",
    "kuhn_poker",
    "2048",
    "backgammon",
):
    env = pgx.make(name)
    init, step = jax.jit(jax.vmap(env.init)), jax.jit(jax.vmap(env.step))
    keys = jax.random.split(jax.random.PRNGKey(0), 2)
    state = jax.eval_shape(init, keys)
    jax.eval_shape(jax.vmap(env.step), state, jnp.zeros(2, int), keys)
    jax.eval_shape(jax.vmap(env.observe), state)
