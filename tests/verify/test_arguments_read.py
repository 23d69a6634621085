"""Arguments that are read from code further down, from docstrings, and from what an error says."""

from asked import program

from jitlint.core.finding import Verdict

CALLEE = """
    import jax
    import jax.numpy as jnp

    def prepare(matrix, check):
        rows, columns = matrix.shape
        if check:
            assert rows == columns
        return jnp.linalg.inv(matrix)

    @jax.jit
    def solve(a, b):
        return prepare(a, False) @ b["right"]
    """


@program(CALLEE, "return prepare", "traces", function="solve")
def test_what_a_callee_does_tells_of_what_it_is_handed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "'right'" in verdict.arguments


DEEP = """
    import jax
    import jax.numpy as jnp

    def checked(values, weights):
        if values.ndim != 1:
            raise ValueError("values")
        if weights.ndim != 3:
            raise ValueError("weights")
        return values.sum() + weights.sum()

    @jax.jit
    def total(one, other, third, fourth):
        return checked(third, jnp.sin(other)) + one + fourth
    """


@program(DEEP, "return checked", "traces", function="total")
def test_an_error_in_a_callee_is_put_down_to_what_it_was_handed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


SHAPES = '''
    import functools
    import jax

    @functools.partial(jax.jit, static_argnames=("band", "method"))
    def transform(signal, band: int, method: str):
        """Transforms.

        Args:
            signal (jnp.ndarray): Samples, with shape :math:`[2*band-1, band]`.

            band (int): The limit.

            method (str): One of {"fast", "slow"}.
        """
        assert signal.shape == (2 * band - 1, band)
        return signal * dict(fast=1, slow=2)[method]
    '''


@program(SHAPES, "return signal", "traces", function="transform", static=("band", "method"))
def test_a_docstring_tells_shapes_and_words(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "jnp.ones((3, 2))" in verdict.arguments


NUMPYDOC = '''
    import jax

    @jax.jit
    def weigh(points, scale):
        """Weighs.

        Parameters
        ----------
        points : array_like, shape (n, 5)
            The points.
        scale : float
            A factor.
        """
        assert points.shape[-1] == 5
        return points * scale
    '''


@program(NUMPYDOC, "return points", "traces", function="weigh")
def test_a_length_that_only_the_docstring_tells_is_taken(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "jnp.ones((4, 5))" in verdict.arguments


WORDS = """
    import functools
    import jax

    METHODS = {"cubic": 3, "linear": 1}

    @functools.partial(jax.jit, static_argnames=("method", "kind"))
    def interpolate(x, method, kind):
        if kind.startswith("a") or kind.startswith("s"):
            raise ValueError("kind must be 'odd' or 'even'")
        return x ** METHODS[method]
    """


@program(WORDS, "return x", "traces", function="interpolate", static=("method", "kind"))
def test_words_come_from_mappings_and_from_messages(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "'cubic'" in verdict.arguments


LENGTHS = """
    import jax

    @jax.jit
    def mix(x):
        if x.shape != (4, 7):
            raise ValueError(f"expected a shape of (4, 7), got {x.shape}")
        return x
    """


@program(LENGTHS, "return x", "traces", function="mix")
def test_lengths_are_taken_from_a_message(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "jnp.ones((4, 7))" in verdict.arguments


ITEMS = """
    import jax

    class Bin:
        def __init__(self, centre, width):
            self.centre, self.width = centre, width

    jax.tree_util.register_pytree_node(
        Bin, lambda b: ((b.centre, b.width), None), lambda _, parts: Bin(*parts)
    )

    @jax.jit
    def widest(bins, x):
        return max(each.shape for each in [x]) + tuple(b.width + b.centre for b in bins)
    """


@program(ITEMS, "return max", "traces", function="widest")
def test_what_a_loop_does_with_items_tells_what_they_are(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "Bin(centre=" in verdict.arguments


STARRED = """
    import jax

    @jax.jit
    def product(*factors):
        if len(factors) < 2:
            raise ValueError("two factors, or more")
        return factors[0] * factors[1]
    """


@program(STARRED, "return factors", "traces", function="product")
def test_a_function_of_any_number_of_arguments_gets_some(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


DEFAULTS = """
    import functools
    import jax

    class Solver:
        def run(self, options, x):
            return x * options["lower"] * options["upper"]

    @functools.partial(jax.jit, static_argnames="solver")
    def solve(x, solver: Solver, options: dict | None = None):
        options = {} if options is None else options
        return solver.run(options, x)
    """


@program(DEFAULTS, "return solver", "traces", function="solve", static=("solver",))
def test_a_default_that_meets_an_error_is_replaced(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "'lower'" in verdict.arguments
    assert "'upper'" in verdict.arguments


KINDS = """
    import functools
    import jax

    class Method:
        pass

    class Euler(Method):
        def __init__(self, step: float):
            self.step = step

    @functools.partial(jax.jit, static_argnames="method")
    def advance(x, method: Method):
        if type(method) is not Euler:
            raise TypeError("no such method (supported: `Euler`)")
        return x + method.step
    """


@program(KINDS, "return x", "traces", function="advance", static=("method",))
def test_a_message_may_name_the_class_that_is_wanted(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "Euler(" in verdict.arguments


MANY_KEYS = """
    import jax

    @jax.jit
    def draw(keys, x):
        return jax.vmap(lambda key: jax.random.normal(key, x.shape))(keys)
    """


@program(MANY_KEYS, "return jax", "traces", function="draw")
def test_a_batch_of_keys_is_one(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


WHOLE_NUMBERS = """
    import functools
    import jax

    @functools.partial(jax.jit, static_argnames="size")
    def cut(image, left, top, size):
        assert image.ndim == 2
        return jax.lax.dynamic_slice(image, (left, top), (size, size))
    """


@program(WHOLE_NUMBERS, "return jax", "traces", function="cut", static=("size",))
def test_two_that_must_be_whole_numbers_are_changed_together(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
