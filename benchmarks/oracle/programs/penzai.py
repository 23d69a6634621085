"""Layers of named axes, and a small transformer."""

import jax
import jax.numpy as jnp
from penzai import pz
from penzai.models import simple_mlp
from penzai.models.transformer.variants import llamalike_common

key = jax.random.key(0)
mlp = simple_mlp.MLP.from_config(
    name="mlp", init_base_rng=key, feature_sizes=[4, 8, 4], activation_fn=jax.nn.relu
)
x = pz.nx.wrap(jnp.ones((3, 4))).tag("batch", "features")


def run(model, x):
    return model(x).untag("batch", "features").unwrap().sum()


frozen, slots = pz.unbind_params(mlp)


def loss(values, x):
    model = pz.bind_variables(frozen, values)
    return run(model, x)


values = [v.freeze() for v in slots]
jax.jit(jax.grad(lambda v, x: loss(v, x), allow_int=True))(values, x)
named = pz.nx.nmap(jnp.sin)(x) + pz.nx.wrap(jnp.ones(4)).tag("features")
jax.jit(lambda x: pz.nx.nmap(jnp.sum)(x.untag("features")).unwrap("batch"))(named)
norm = pz.nn.LayerNorm.from_config("norm", key, across_axes={"features": 4})
jax.jit(lambda v, x: pz.bind_variables(pz.unbind_params(norm)[0], v)(x))(
    [v.freeze() for v in pz.unbind_params(norm)[1]], x
)
config = llamalike_common.LlamalikeTransformerConfig(
    num_kv_heads=1,
    query_head_multiplier=2,
    embedding_dim=8,
    projection_dim=4,
    mlp_hidden_dim=16,
    num_decoder_blocks=2,
    vocab_size=16,
    mlp_variant="swiglu",
    tie_embedder_and_logits=False,
)
model = llamalike_common.build_llamalike_transformer(config, init_base_rng=key)
tokens = pz.nx.wrap(jnp.ones((2, 5), jnp.int32)).tag("batch", "seq")
shape, weights = pz.unbind_params(model)


def logits(values, tokens):
    bound = pz.bind_variables(shape, values)
    return bound(tokens, token_positions=pz.nx.arange("seq", 5)).unwrap(
        "batch", "seq", "vocabulary"
    )


jax.jit(logits)([v.freeze() for v in weights], tokens)
