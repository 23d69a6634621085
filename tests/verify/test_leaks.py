"""A tracer that outlives its trace is found where the program keeps it."""

from asked import program

from jitlint.finding import Verdict

LEAKS = """
    import functools
    import jax
    import jax.numpy as jnp

    HISTORY = []
    SHAPES = []
    CACHE = {"last": {}}

    @jax.jit
    def keep(x):
        HISTORY.append(x * 2)
        return x

    @jax.jit
    def note(x):
        SHAPES.append(x.shape)
        return x

    @jax.jit
    def local(x):
        parts = []
        parts.append(x)
        return sum(parts)

    @jax.jit
    def nested(x):
        CACHE["last"]["x"] = x
        return x

    @jax.jit
    def default(x, kept=[]):
        kept.append(x)
        return x

    @functools.lru_cache
    def table(n):
        return jnp.arange(n)

    @jax.jit
    def looked_up(x):
        return x + table(3)

    def loss(w):
        global LAST
        LAST = w * w
        return LAST

    slope = jax.grad(loss)

    class Model:
        def step(self, x):
            self.h = x
            return x

        def run(self, x):
            return jax.jit(self.step)(x)

    def train(x):
        seen = None
        @jax.jit
        def step(y):
            nonlocal seen
            seen = y
            return y
        step(x)
        return step
    """


@program(LEAKS, "HISTORY.append(x * 2)", "leaks", function="keep")
def test_a_list_of_the_module_keeps_a_tracer(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence == ("a tracer (float32[] of jit) is in `HISTORY` afterwards",)


@program(LEAKS, "SHAPES.append(x.shape)", "leaks", function="note")
def test_a_list_of_shapes_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert verdict.evidence[0].startswith("no tracer is in ")


@program(LEAKS, "parts.append(x)", "leaks", function="local")
def test_a_local_list_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(LEAKS, 'CACHE["last"]["x"] = x', "leaks", function="nested")
def test_items_go_by_the_name_of_what_holds_them(verdict: Verdict) -> None:
    assert verdict.evidence == ("a tracer (float32[] of jit) is in `CACHE` afterwards",)


@program(LEAKS, "kept.append(x)", "leaks", function="default")
def test_a_mutable_default_keeps_a_tracer(verdict: Verdict) -> None:
    assert verdict.evidence == (
        "a tracer (float32[] of jit) is in `default.__defaults__` afterwards",
    )


@program(LEAKS, "table(3)", "leaks", function="looked_up")
def test_a_cached_function_keeps_a_tracer(verdict: Verdict) -> None:
    assert verdict.evidence == ("a tracer (int32[3] of jit) is in `table` afterwards",)


@program(LEAKS, "LAST = w * w", "leaks", function="loss", transform="jax.grad")
def test_grad_leaks_too(verdict: Verdict) -> None:
    assert verdict.evidence == ("a tracer (float32[] of grad) is in `LAST` afterwards",)


@program(LEAKS, "self.h = x", "leaks", function="Model.step", within="Model.run")
def test_an_attribute_of_the_instance_keeps_a_tracer(verdict: Verdict) -> None:
    assert verdict.evidence == ("a tracer (float32[] of jit) is in `self.h` afterwards",)


@program(LEAKS, "seen = y", "leaks", function="train.<locals>.step", within="train")
def test_a_variable_of_the_function_around_keeps_a_tracer(verdict: Verdict) -> None:
    assert verdict.evidence == ("a tracer (float32[] of jit) is in `seen` afterwards",)
