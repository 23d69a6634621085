"""An error at the flagged place counts if it is the claimed one, and nobody waits for it."""

from asked import program

from jitlint.core.finding import Verdict

ARITY = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def double(x):
        return 2 * x

    def surplus():
        return double(jnp.ones(2), 3)

    def prefixed():
        return double(1 + "mean")

    def worded():
        return double("mean")
"""


@program(ARITY, "double(jnp.ones(2), 3)", "rejected", errors=("TypeError",))
def test_an_argument_too_many_is_not_one_that_cannot_be_traced(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(ARITY, 'double(1 + "mean")', "rejected", errors=("TypeError",))
def test_nor_is_a_sum_that_python_alone_refuses(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(ARITY, 'double("mean")', "rejected", errors=("TypeError",))
def test_a_text_is_one(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


CAUGHT = """
    import jax

    @jax.jit
    def lenient(x):
        try:
            count = int(x)
        except (ValueError, jax.errors.ConcretizationTypeError):
            count = 4
        return x + count

    @jax.jit
    def strict(x):
        try:
            count = int(x)
        except jax.errors.ConcretizationTypeError as error:
            raise ValueError("a whole number is needed") from error
        return x + count
"""
CONCRETE = ("ConcretizationTypeError",)
STRICT = "def strict(x):\n    try:\n        count = "


@program(CAUGHT, "int(x)", "raises", errors=CONCRETE, function="lenient")
def test_who_catches_an_error_of_jax_by_name_has_meant_it(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert ", is caught by name at " in verdict.evidence[0]
    assert verdict.evidence[0].endswith("tutorial.py:7")


@program(CAUGHT, "int(x)", "raises", errors=CONCRETE, function="strict", after=STRICT)
def test_who_raises_another_for_it_has_not(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


DELETED = """
    from functools import partial

    import jax
    import jax.numpy as jnp

    @partial(jax.jit, donate_argnums=0)
    def step(params, slope):
        return params - slope

    def difference(new, old):
        return new - old

    def in_a_lambda():
        params = jnp.zeros(3)
        new = step(params, jnp.ones(3))
        return jax.tree.map(lambda a, b: a - b, new, params)

    def elsewhere():
        old = jnp.zeros(3)
        new = step(old, jnp.ones(3))
        return difference(new, old)
"""
GONE = ("RuntimeError", "ValueError")


@program(DELETED, "params", "rejected", errors=GONE, after="a - b, new, ")
def test_a_deleted_array_that_a_lambda_on_the_line_reads_is_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(DELETED, "old", "rejected", errors=GONE, after="return difference(new, ")
def test_so_is_one_that_another_function_reads(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


SCALED = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def scale(x, weight):
        weight = 1.0 if weight is None else weight
        return x * float(weight)
"""
NAMESAKE = """
    import jax.numpy as jnp

    def scale(value, how):
        return 2 * value

    print(scale(jnp.ones(3), None))
"""
IMPORTED = """
    import jax.numpy as jnp

    import tutorial
    from tutorial import scale as scaled

    def scale(value, how):
        return scaled(value, None)

    def test_plain():
        tutorial.scale(jnp.ones(3), None)
"""


@program(
    SCALED, "float(weight)", "raises", errors=CONCRETE, function="scale",
    helpers=(("other.py", NAMESAKE),),
)  # fmt: skip
def test_what_a_namesake_in_another_file_is_called_with_is_no_call(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(
    SCALED, "float(weight)", "raises", errors=CONCRETE, function="scale",
    helpers=(("test_tutorial.py", IMPORTED),),
)  # fmt: skip
def test_a_call_through_the_imported_module_is_one(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.arguments) == (
        "refuted",
        "scale(jnp.ones(3), None)  # as called at test_tutorial.py:10",
    )


@program(
    """
    import jax

    def donated():
        return jax.jit(lambda x, n=2: x**n, donate_argnames="y")
    """,
    'jax.jit(lambda x, n=2: x**n, donate_argnames="y")',
    "raises",
    errors=("ValueError",),
)
def test_an_error_that_jax_raises_counts_whatever_it_speaks_of(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
