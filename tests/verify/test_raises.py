"""A claim that JAX raises: confirmed by the error at the span, refuted by a quiet trace."""

from asked import program

from jitlint.core.finding import Verdict

BOOL = ("TracerBoolConversionError",)
CONCRETE = ("ConcretizationTypeError",)

BRANCH = """
    import jax

    @jax.jit
    def g(x, n):
        if x > n:
            return x
        return -x
    """


@program(BRANCH, "x > n", "raises", errors=BOOL, function="g")
def test_a_branch_on_a_traced_value_is_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    (sentence,) = verdict.evidence
    assert sentence.startswith("TracerBoolConversionError raised at ")
    assert sentence.endswith("tutorial.py:5, while tracing `g(f32[], f32[])`")
    assert verdict.arguments == "g(1.0, 4.0)"
    assert verdict.jax


STATIC_BRANCH = """
    import functools
    import jax

    @functools.partial(jax.jit, static_argnames="n")
    def g(x, n):
        if n > 2:
            return x
        return -x

    if __name__ == "__main__":
        g(1.5, n=4)
    """


@program(STATIC_BRANCH, "n > 2", "raises", errors=BOOL, function="g")
def test_the_users_own_static_arguments_count_and_not_the_linters(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert verdict.arguments == "g(1.5, n=4)  # as called at tutorial.py:11"
    assert "ran while tracing" in verdict.evidence[0]


BRANCH_ON_A_SHAPE = """
    import jax

    @jax.jit
    def g(x):
        return x if x.ndim > 1 else -x
    """


@program(BRANCH_ON_A_SHAPE, "x.ndim > 1", "raises", errors=BOOL, function="g")
def test_a_branch_on_a_shape_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
    assert verdict.evidence[0].endswith("and nothing was raised there")


OPTIONAL = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def g(x, mask=None):
        if mask is not None:
            return jnp.where(mask, x, 0)
        return x
    """


@program(OPTIONAL, "if mask is not None:", "raises", errors=BOOL, function="g", asked=True)
def test_a_row_that_asks_whether_something_is_none_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


LOOP = """
    import jax

    @jax.jit
    def f(n, x):
        for i in range(n):
            if x > i:
                return x
        return n
    """


@program(LOOP, "x > i", "raises", errors=("TypeError",), function="f")
def test_an_error_of_the_loops_header_is_not_one_of_its_body(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[1].startswith("behind TracerIntegerConversionError at ")


ROWS = """
    import jax

    @jax.jit
    def f(rows, limits):
        for row in rows:
            if row > 1:
                return row
        return rows
    """


@program(ROWS, "row > 1", "raises", errors=("TypeError",), function="f")
def test_asking_for_the_next_item_belongs_to_the_loops_first_row(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "f32[4]" in verdict.evidence[0]


SWALLOWED = """
    import jax

    @jax.jit
    def f(x):
        try:
            return x * int(x)
        except Exception:
            return x * 99
    """


@program(SWALLOWED, "int(x)", "raises", errors=CONCRETE, function="f")
def test_an_error_that_user_code_catches_is_seen(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


SECOND_ON_THE_LINE = """
    import jax

    @jax.jit
    def f(x, y):
        return float(x) + float(y)
    """


@program(SECOND_ON_THE_LINE, "float(y)", "raises", errors=CONCRETE, function="f")
def test_an_error_of_the_neighbour_on_the_line_does_not_count(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[1].startswith("behind ConcretizationTypeError at ")


SHORT_CIRCUIT = """
    import jax

    @jax.jit
    def f(x, low=None):
        if low is None or x > low:
            return x
        return low
    """


@program(SHORT_CIRCUIT, "x > low", "raises", errors=BOOL, function="f")
def test_an_expression_that_is_never_evaluated_is_not_reached(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert verdict.reason.startswith("line_not_reached")


@program(SHORT_CIRCUIT, "x > low", "raises", errors=BOOL, function="f", passed=("low",))
def test_a_default_that_the_program_passes_is_passed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


SHAPES = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def f(a, b):
        return jnp.zeros(int(a.shape[0])) @ b
    """


@program(SHAPES, "jnp.zeros(int(a.shape[0]))", "raises", errors=("TypeError",), function="f")
def test_a_plain_error_of_nonsense_arguments_does_not_confirm(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


TRACED_SHAPE = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def f(n):
        return jnp.zeros(n)
    """


@program(TRACED_SHAPE, "jnp.zeros(n)", "raises", errors=("TypeError",), function="f")
def test_a_plain_error_that_comes_with_tracing_alone_confirms(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "i32[]" in verdict.evidence[0]


ACCENTS = """
    import jax

    @jax.jit
    def f(x):
        return ("größer", x) if x > 0 else ("kleiner", x)
    """


@program(ACCENTS, "x > 0", "raises", errors=BOOL, function="f")
def test_columns_are_counted_in_characters(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
