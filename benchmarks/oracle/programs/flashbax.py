"""Buffers are filled and sampled."""

import flashbax as fbx
import jax
import jax.numpy as jnp

one = {"obs": jnp.ones(3), "reward": jnp.ones(())}
key = jax.random.PRNGKey(0)
for buffer in (
    fbx.make_flat_buffer(32, 2, 4, add_batch_size=None),
    fbx.make_item_buffer(32, 2, 4),
    fbx.make_prioritised_flat_buffer(32, 2, 4),
    fbx.make_trajectory_buffer(1, 4, 2, 1, min_length_time_axis=2, max_size=32),
):
    state = jax.jit(buffer.init)(one)
    try:
        state = jax.jit(buffer.add)(state, one)
    except Exception:
        state = jax.jit(buffer.add)(state, jax.tree.map(lambda x: jnp.stack([x] * 4)[None], one))
    jax.jit(buffer.can_sample)(state)
    batch = jax.jit(buffer.sample)(state, key)
