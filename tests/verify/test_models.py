"""Models: Flax, Haiku and Equinox ones get variables from their own `init`, then are applied."""

import os

import pytest
from asked import program

from jitlint.core.finding import Verdict


@pytest.fixture(autouse=True)
def _has_the_library(verdict: Verdict) -> None:
    """An interpreter that somebody names may lack one of them."""
    if "JITLINT_TEST_PYTHON" in os.environ and "No module named" in verdict.reason:
        pytest.skip(verdict.reason)


LINEN = """
    import flax.linen as nn
    import jax
    import jax.numpy as jnp

    class MLP(nn.Module):
        width: int

        @nn.compact
        def __call__(self, x):
            x = nn.relu(nn.Dense(self.width)(x))
            return nn.Dense(3)(x)

    model = MLP(8)

    @jax.jit
    def predict(params, x):
        logits = model.apply(params, x)
        return jnp.argmax(logits, axis=-1)
    """


@program(LINEN, "return jnp", "traces", function="predict")
def test_variables_of_a_linen_module_come_from_its_init(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "model.init(jax.random.PRNGKey(0), jnp.ones((4, 4)))" in verdict.arguments
    assert verdict.arguments.endswith("# variables from the model's `init`")


STEP = """
    import flax.linen as nn
    import jax
    import jax.numpy as jnp
    import optax

    class Net(nn.Module):
        classes: int

        @nn.compact
        def __call__(self, x, training):
            x = nn.Dropout(0.5, deterministic=not training)(nn.Dense(16)(x))
            return nn.Dense(self.classes)(x)

    tx = optax.adam(1e-3)

    def loss_of(weights, images, labels, rng):
        logits = Net(5).apply({"params": weights}, images, training=True, rngs={"dropout": rng})
        return optax.softmax_cross_entropy_with_integer_labels(logits, labels).mean()

    @jax.jit
    def train_step(params, opt_state, batch, rng):
        loss, grads = jax.value_and_grad(loss_of)(params, batch["image"], batch["label"], rng)
        updates, opt_state = tx.update(grads, opt_state, params)
        return optax.apply_updates(params, updates), opt_state, loss
    """


@program(STEP, "return optax.apply_updates", "traces", function="train_step")
def test_a_training_step_gets_parameters_an_optimizer_and_a_batch(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "'label': jnp.zeros(4, \"int32\")" in verdict.arguments
    assert "tx.init(params)" in verdict.arguments


METHOD = """
    import functools
    import flax.linen as nn
    import jax

    class Scorer(nn.Module):
        features: int = 2

        @nn.compact
        def __call__(self, x):
            return nn.Dense(self.features)(x)

        @functools.partial(jax.jit, static_argnums=0)
        def score(self, variables, x):
            return self.apply(variables, x).sum()
    """


@program(METHOD, "return self.apply", "traces", function="Scorer.score", static=("self",))
def test_a_method_of_a_linen_module_is_called_on_one(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "self.init(" in verdict.arguments


GIVEN = """
    import functools
    import flax.linen as nn
    import jax

    class Tiny(nn.Module):
        width: int

        @nn.compact
        def __call__(self, x):
            return nn.Dense(self.width)(x)

    @functools.partial(jax.jit, static_argnames="model")
    def forward(model: Tiny, params, x):
        return model.apply({"params": params}, x)
    """


@program(GIVEN, "return model.apply", "traces", function="forward", static=("model",))
def test_a_module_that_is_a_parameter_is_made_too(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "Tiny(" in verdict.arguments


BRANCHES = """
    import flax.linen as nn
    import jax

    class Gate(nn.Module):
        @nn.compact
        def __call__(self, x):
            y = nn.Dense(1)(x)
            if y.sum() > 0:
                return y
            return -y

    gate = Gate()
    run = jax.jit(lambda params, x: gate.apply(params, x))

    @jax.jit
    def apply(params, x):
        return gate.apply(params, x)
    """


@program(
    BRANCHES, "y.sum() > 0", "raises", errors=("TracerBoolConversionError",), function="apply"
)  # fmt: skip
def test_a_branch_inside_of_a_module_is_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


NNX = """
    import jax
    from flax import nnx

    class Block(nnx.Module):
        def __init__(self, size: int, *, rngs: nnx.Rngs):
            self.linear = nnx.Linear(size, size, rngs=rngs)

        def __call__(self, x):
            return self.linear(x)

    @nnx.jit
    def forward(block: Block, x):
        return block(x)
    """


@program(
    NNX, "return block", "traces", function="forward",
    transform="flax.nnx.jit", starts="nnx.jit",
)  # fmt: skip
def test_an_nnx_module_is_made_with_random_streams(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "Block(size=" in verdict.arguments


HAIKU = """
    import haiku as hk
    import jax

    def network(x):
        return hk.Linear(3)(jax.nn.relu(hk.Linear(8)(x)))

    forward = hk.transform(network)
    bare = hk.without_apply_rng(forward)

    @jax.jit
    def noisy(params, rng, x):
        return forward.apply(params, rng, x)

    @jax.jit
    def plain(params, x):
        return bare.apply(params, x)
    """


@program(HAIKU, "return forward", "traces", function="noisy")
def test_a_haiku_transform_is_initialised_then_applied(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "forward.init(jax.random.PRNGKey(0), jnp.ones((4, 4)))" in verdict.arguments


@program(HAIKU, "return bare", "traces", function="plain")
def test_a_haiku_transform_without_a_key_is_too(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "bare.init(" in verdict.arguments


STATEFUL = """
    import haiku as hk
    import jax

    def network(x):
        count = hk.get_state("count", [], init=jax.numpy.zeros)
        hk.set_state("count", count + 1)
        return hk.Linear(3)(x) + count

    model = hk.transform_with_state(network)

    @jax.jit
    def step(params, state, x):
        return model.apply(params, state, None, x)
    """


@program(STATEFUL, "return model", "traces", function="step")
def test_a_haiku_transform_with_state_gives_that_too(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "jnp.ones((4, 4)))[1]" in verdict.arguments


EQUINOX = """
    import equinox as eqx
    import jax

    class Layer(eqx.Module):
        weight: jax.Array
        size: int = eqx.field(static=True)

        def __init__(self, size: int, key):
            self.size = size
            self.weight = jax.random.normal(key, (size, size))

        @eqx.filter_jit
        def __call__(self, x):
            return self.weight @ x

    @eqx.filter_jit
    def forward(model: eqx.nn.MLP, x):
        return jax.vmap(model)(x)
    """


@program(
    EQUINOX, "return self.weight", "traces", function="Layer.__call__",
    transform="equinox.filter_jit", starts="eqx.filter_jit",
)  # fmt: skip
def test_a_method_of_an_equinox_module_gets_one_made_with_a_key(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(
    EQUINOX, "return jax.vmap", "traces", function="forward",
    transform="equinox.filter_jit", starts="eqx.filter_jit",
)  # fmt: skip
def test_an_equinox_model_of_the_library_is_made(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "MLP(" in verdict.arguments


FILTERED = """
    import equinox as eqx
    import jax

    @eqx.filter_jit
    def averaged(x):
        return x - jax.lax.pmean(x, "devices")
    """


@program(
    FILTERED, "return x - ", "traces", function="averaged", transform="equinox.filter_jit",
    starts="eqx.filter_jit",
)  # fmt: skip
def test_what_equinox_jits_is_called_where_the_axis_is_bound(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
