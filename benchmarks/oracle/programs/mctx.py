"""A search of each kind over a toy model."""

import jax
import jax.numpy as jnp
import mctx


def model(params, key, action, embedding):
    out = mctx.RecurrentFnOutput(
        reward=params * action.astype(jnp.float32),
        discount=jnp.full(action.shape, 0.9),
        prior_logits=jnp.zeros((*action.shape, 3)),
        value=embedding,
    )
    return out, embedding + 1


root = mctx.RootFnOutput(jnp.zeros((2, 3)), jnp.zeros(2), jnp.zeros(2))
for policy in (mctx.muzero_policy, mctx.gumbel_muzero_policy):
    search = jax.jit(lambda p, k, policy=policy: policy(p, k, root, model, 4))
    out = search(jnp.array(1.0), jax.random.key(0))
    jax.jit(lambda tree: tree.summary())(out.search_tree)
