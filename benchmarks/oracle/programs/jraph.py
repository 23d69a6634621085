"""Networks on graphs, padded and batched."""

import jax
import jax.numpy as jnp
import jraph

graph = jraph.GraphsTuple(
    nodes=jnp.ones((3, 4)),
    edges=jnp.ones((4, 2)),
    senders=jnp.array([0, 1, 2, 0]),
    receivers=jnp.array([1, 2, 0, 2]),
    n_node=jnp.array([3]),
    n_edge=jnp.array([4]),
    globals=jnp.ones((1, 2)),
)


def joined(*parts):
    return jnp.concatenate([each for each in parts if each is not None], -1)[..., :2]


for make in (
    lambda w: jraph.GraphNetwork(joined, lambda n, s, r, g: joined(n, s, r) * w, joined),
    lambda w: jraph.InteractionNetwork(joined, lambda n, r: joined(n, r) * w),
    lambda w: jraph.GraphConvolution(lambda n: n * w, add_self_edges=True),
    lambda w: jraph.GAT(lambda n: n * w, lambda s, r, e: (s + r).sum(-1, keepdims=True)),
    lambda w: jraph.DeepSets(lambda n, g: joined(n, g) * w, lambda n: n),
    lambda w: jraph.GraphMapFeatures(lambda e: e * w, lambda n: n * w, lambda g: g),
):
    f = lambda w, m=make: jax.tree.leaves(m(w)(graph))[0].sum()
    jax.jit(jax.grad(f))(1.0)
jax.jit(lambda x: jraph.segment_softmax(x, graph.receivers, 3))(jnp.ones(4))
jax.jit(lambda x: jraph.segment_normalize(x, graph.receivers, 3))(jnp.ones(4))
jax.jit(lambda x: jraph.partition_softmax(x, jnp.array([2, 2]), 4))(jnp.ones(4))
