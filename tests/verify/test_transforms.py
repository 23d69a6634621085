"""The flagged function is reached, and traced as the program traces it."""

from asked import program

from jitlint.core.finding import Verdict

BOOL = ("TracerBoolConversionError",)
CONCRETE = ("ConcretizationTypeError",)

SCAN = """
    import jax
    import jax.numpy as jnp

    def train(xs):
        def body(carry, x):
            if carry > x:
                return carry, x
            return x, carry
        return jax.lax.scan(body, 0.0, xs)

    def main():
        train(jnp.arange(3.0))
    """


@program(
    SCAN, "carry > x", "raises", errors=BOOL,
    function="train.<locals>.body", transform="jax.lax.scan", within="train",
)  # fmt: skip
def test_a_local_scan_body_is_reached_through_the_function_around_it(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].endswith("while running `train(f32[3])`")
    assert verdict.arguments == "train(jnp.arange(3.0))  # as called at tutorial.py:12"


FACTORY = """
    import jax

    def make(scale):
        @jax.jit
        def step(x):
            return float(x) * scale
        return step
    """


@program(
    FACTORY, "float(x)", "raises", errors=CONCRETE,
    function="make.<locals>.step", within="make",
)  # fmt: skip
def test_what_a_factory_returns_is_traced_in_its_place(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "while tracing `step(f32[])`" in verdict.evidence[0]


MODULE_LAMBDA = """
    import jax

    relu = jax.jit(lambda x: x if x > 0 else 0.0)
    """


@program(MODULE_LAMBDA, "x > 0", "raises", errors=BOOL, function="<lambda>")
def test_a_lambda_is_found_by_what_holds_it(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "while tracing `relu(f32[])`" in verdict.evidence[0]


GRAD_FLOAT = """
    import jax

    def loss(w):
        return w * float(w)

    slope = jax.grad(loss)
    """


@program(GRAD_FLOAT, "float(w)", "raises", errors=CONCRETE, function="loss", transform="jax.grad")
def test_float_raises_under_grad(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "while tracing `jax.grad(loss)(f32[])`" in verdict.evidence[0]


GRAD_BRANCH = """
    import jax

    def loss(w):
        return w if w > 0 else -w

    slope = jax.grad(loss)
    """


@program(GRAD_BRANCH, "w > 0", "raises", errors=BOOL, function="loss", transform="jax.grad")
def test_that_a_branch_works_under_grad_alone_tells_nothing_of_jit_around_it(
    verdict: Verdict,
) -> None:
    assert verdict.reason.startswith("not_reproduced: with 2 made-up calls, such as: ")


JITTED_GRAD = """
    import jax

    def loss(w):
        return w if w > 0 else -w

    @jax.jit
    def step(w):
        return w - jax.grad(loss)(w)
    """


@program(
    JITTED_GRAD, "w > 0", "raises", errors=BOOL, function="loss", transform="jax.grad",
    within="step",
)  # fmt: skip
def test_a_branch_under_grad_raises_when_jit_is_around(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "while running `step(f32[])`" in verdict.evidence[0]


VMAP = """
    import jax

    def f(x):
        return x if x > 0 else -x

    batched = jax.vmap(f)
    """


@program(VMAP, "x > 0", "raises", errors=BOOL, function="f", transform="jax.vmap")
def test_a_branch_raises_under_vmap(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


STATIC_SELF = """
    import functools
    import jax

    class Model:
        def __init__(self, size):
            self.size = size

        @functools.partial(jax.jit, static_argnums=0)
        def step(self, x):
            if x > self.size:
                return x
            return -x

        @functools.partial(jax.jit, static_argnums=0)
        def fine(self, x):
            if self.size > 3:
                return x
            return -x

    def main():
        model = Model(4)
        return model.step(2.0)
    """


@program(
    STATIC_SELF, "x > self.size", "raises", errors=BOOL, function="Model.step", static=("self",)
)
def test_a_method_with_static_self_gets_an_instance_from_the_program(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "while tracing `Model.step(Model(…), f32[])`" in verdict.evidence[0]
    assert verdict.arguments == "Model.step(model, 2.0)  # as called at tutorial.py:22"


@program(
    STATIC_SELF, "self.size > 3", "raises", errors=BOOL, function="Model.fine", static=("self",)
)
def test_an_attribute_of_static_self_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


NO_INSTANCE = """
    import jax

    class Model:
        def __init__(self, config):
            self.size = config.layers[0].size

        def step(self, x):
            return float(x)

        def compiled(self):
            return jax.jit(self.step)
    """


@program(NO_INSTANCE, "float(x)", "raises", errors=CONCRETE, function="Model.step")
def test_a_config_that_no_class_describes_is_made_up_by_its_errors(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments == "Model.step(1.0)"
