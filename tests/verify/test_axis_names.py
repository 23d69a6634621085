"""Names of axes that nobody binds where a function is called alone are bound around the call."""

from asked import program

from jitlint.core.finding import Verdict

BOOL = ("TracerBoolConversionError",)

TRAINED_ON_EACH_DEVICE = """
    import jax
    import jax.numpy as jnp

    def train_step(weights, batch):
        loss = jnp.mean((batch @ weights) ** 2)
        loss = jax.lax.pmean(loss, axis_name="batch")
        if loss > 1e3:
            return weights
        return weights - 0.1 * loss

    def step_all(weights, batch):
        return jax.pmap(train_step, axis_name="batch")(weights, batch)
    """


@program(
    TRAINED_ON_EACH_DEVICE, "loss > 1e3", "raises",
    errors=BOOL, function="train_step", transform="jax.pmap",
)  # fmt: skip
def test_the_axis_of_a_mapped_function_is_bound(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].endswith("where `vmap` binds `batch`")


TWO_AXES = """
    import jax
    from jax import lax

    @jax.jit
    def everywhere(x):
        print("once")
        here = lax.axis_index("data") + lax.psum(1, "data-parallel")
        return lax.psum(x, ("data", "model")) * here + lax.all_gather(x, "model").sum()
    """


@program(TWO_AXES, "return lax.psum", "traces", function="everywhere")
def test_each_axis_is_bound_in_turn(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(TWO_AXES, 'print("once")', "once-per-trace", function="everywhere")
def test_calls_run_where_the_axes_are_bound(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0] == "ran in 1 of 3 calls (3 of 3 without jit)"


HOST = """
    import jax
    import jax.numpy as jnp

    def train_step(weights):
        mean = jax.lax.pmean(weights, "batch")
        def loss(w):
            if jnp.sum(w * mean) > 0:
                return jnp.sum(w)
            return -jnp.sum(w)
        here = jax.lax.axis_index("batch")
        return jax.jit(loss)(mean) * here

    def main():
        return train_step(jnp.ones(3))
    """


@program(
    HOST, "jnp.sum(w * mean) > 0", "raises", errors=BOOL, function="train_step.<locals>.loss",
    starts="jax.jit(loss)", within="train_step",
)  # fmt: skip
def test_the_function_around_is_called_where_the_axis_is_bound(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


CHECKED = """
    import jax

    def centred(x):
        scale = jax.lax.pmean(x, "batch")
        if x.shape[0] > 2:
            scale = scale + 1
        return x - scale

    batched = jax.jit(centred)
    """


@program(CHECKED, "x - scale", "raises", errors=BOOL, function="centred")
def test_a_call_where_an_axis_was_bound_refutes_no_error(verdict: Verdict) -> None:
    assert verdict.reason.startswith("not_reproduced")


NOT_UNDER_JAX = """
    import jax

    def reads(x):
        total = jax.lax.psum(x, "batch")
        print("each time")
        return total

    def main():
        return reads(2.0)
    """


@program(NOT_UNDER_JAX, 'print("each time")', "once-per-trace", function="", asked=True)
def test_binding_an_axis_traces_nothing(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(
    CHECKED, 'jax.lax.pmean(x, "batch")', "rejected", errors=("NameError",), function="centred"
)
def test_where_the_claim_is_that_nobody_binds_it_nobody_does(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


SHARDED = """
    import jax
    from jax.sharding import PartitionSpec as P

    @jax.jit
    def layer(x, weights):
        x = jax.lax.with_sharding_constraint(x @ weights, P("data", ("model", "expert")))
        return x * 2
    """


@program(SHARDED, "return x * 2", "traces", function="layer")
def test_a_mesh_has_the_axes_that_a_sharding_names(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(
    SHARDED, 'jax.lax.with_sharding_constraint(x @ weights, P("data", ("model", "expert")))',
    "raises", errors=BOOL, function="layer",
)  # fmt: skip
def test_a_call_where_a_mesh_was_set_refutes_no_error(verdict: Verdict) -> None:
    assert verdict.reason.startswith("not_reproduced")
    assert "a mesh has `data`, `model`, `expert`" in verdict.reason
