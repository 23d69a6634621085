"""Arguments that nobody shows: annotations, uses, names, and the errors that a guess meets."""

from asked import program

from jitlint.core.finding import Verdict

MATRIX = """
    import jax

    @jax.jit
    def product(weights, x):
        rows, columns = weights.shape
        return weights @ x[:, 0] + weights[:, columns - 1]
    """


@program(MATRIX, "return weights", "traces", function="product")
def test_uses_and_errors_lead_to_ranks(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


DATACLASS = """
    from typing import NamedTuple
    import jax

    class State(NamedTuple):
        mean: jax.Array
        count: int

    @jax.jit
    def update(state: State, x):
        return state._replace(mean=state.mean + x @ state.mean, count=state.count + 1)
    """


@program(DATACLASS, "return state", "traces", function="update")
def test_an_annotated_class_is_constructed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "State(mean=" in verdict.arguments
    assert verdict.arguments.endswith("# found by its errors")


ATTRIBUTES = """
    from typing import NamedTuple
    import jax

    class Point(NamedTuple):
        east: float
        north: float

    @jax.jit
    def length(point):
        return point.east ** 2 + point.north ** 2
    """


@program(ATTRIBUTES, "return point", "traces", function="length")
def test_the_attributes_that_are_used_tell_the_class(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "Point(east=" in verdict.arguments


METHOD = """
    import functools
    import jax
    import jax.numpy as jnp

    class Layer:
        def __init__(self, sizes, activation):
            first, second = sizes
            self.weights = jnp.ones((first, second))
            self.activation = activation

        @functools.partial(jax.jit, static_argnums=0)
        def apply(self, x):
            return self.activation(x @ self.weights)
    """


@program(METHOD, "return self", "traces", function="Layer.apply", static=("self",))
def test_a_method_gets_an_instance_whose_constructor_was_searched_too(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


CALLABLE = """
    import functools
    import jax
    from typing import Callable, Literal

    @functools.partial(jax.jit, static_argnames=("f", "how"))
    def integrate(f: Callable, x, how: Literal["left", "right"]):
        if how not in ("left", "right"):
            raise ValueError(how)
        return f(x).sum()
    """


@program(CALLABLE, "return f", "traces", function="integrate", static=("f", "how"))
def test_functions_and_literals_are_known_by_their_annotations(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "'left'" in verdict.arguments


KEYS = """
    import jax

    @jax.jit
    def noise(rng_key, params):
        return params["w"] + jax.random.normal(rng_key, params["w"].shape) * params["scale"]
    """


@program(KEYS, "return params", "traces", function="noise")
def test_keys_of_dicts_and_of_random_numbers_are_told_apart(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


ABSTRACT = """
    import abc
    import functools
    import jax

    class Base(abc.ABC):
        @abc.abstractmethod
        def value(self, x): ...

        @functools.partial(jax.jit, static_argnums=0)
        def twice(self, x):
            return 2 * self.value(x)

    class Square(Base):
        def value(self, x):
            return x * x
    """


@program(ABSTRACT, "return 2", "traces", function="Base.twice", static=("self",))
def test_an_abstract_class_is_stood_for_by_one_that_is_not(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


HOPELESS = """
    import jax

    @jax.jit
    def never(x):
        raise RuntimeError("not today")
    """


@program(HOPELESS, "raise", "traces", function="never")
def test_what_cannot_be_traced_says_what_came_of_it(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert "RuntimeError: not today" in verdict.reason


POSITIONAL = """
    import functools
    import jax

    @functools.partial(jax.jit, static_argnums=1)
    def raised(x, power=None, /):
        return x ** (power - 1)
    """


@program(
    POSITIONAL, "return x", "traces", function="raised", static=("power",), passed=("power",)
)  # fmt: skip
def test_what_is_positional_only_is_passed_so(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


UNSPEAKABLE = """
    import functools
    import jax
    import jax.numpy as jnp

    class Grid:
        def __init__(self, spacing):
            self.spacing = spacing

        def __repr__(self):
            raise RuntimeError("not finished")

        def __eq__(self, other):
            return jnp.ones(2) == 1

        def __hash__(self):
            return 1

    UNIT = Grid(0.5)

    @functools.partial(jax.jit, static_argnames="grid")
    def scale(x, grid: Grid):
        rows, columns = x.shape
        return x * grid.spacing
    """


@program(UNSPEAKABLE, "return x", "traces", function="scale", static=("grid",))
def test_an_object_is_neither_printed_nor_compared(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "Grid(" in verdict.arguments


KEPT = """
    import abc
    from functools import partial

    import jax

    class World(abc.ABC):
        @abc.abstractmethod
        def advance(self, state): ...

        @abc.abstractmethod
        def observed(self, state): ...

    class Drifting(World):
        def advance(self, state):
            return state + 1

        def observed(self, state):
            return state * 2

    class Watched:
        def __init__(self, inner):
            self._inner = inner

        @partial(jax.jit, static_argnums=0)
        def step(self, state):
            state = self._inner.advance(state)
            return state, self._inner.observed(state)
    """


@program(
    KEPT, "return state, self", "traces", function="Watched.step", static=("self",),
    starts="partial(jax.jit",
)  # fmt: skip
def test_what_methods_do_with_what_is_kept_tells_its_class(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


KEPT_ARRAY = """
    from functools import partial

    import jax

    class Projection:
        def __init__(self, weights):
            self.weights = weights

        @partial(jax.jit, static_argnums=0)
        def apply(self, x):
            rows, columns = self.weights.shape
            return x[:rows] @ self.weights[:, columns - 1]
    """


@program(
    KEPT_ARRAY, "return x[:rows]", "traces", function="Projection.apply", static=("self",),
    starts="partial(jax.jit",
)  # fmt: skip
def test_and_its_rank(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


SCALED = """
    import jax

    class Image:
        def __init__(self, pixels, scale=None):
            self.pixels, self.scale = pixels, scale

    jax.tree_util.register_pytree_node(
        Image, lambda i: ((i.pixels, i.scale), None), lambda _, parts: Image(*parts)
    )

    @jax.jit
    def enlarged(image: Image):
        return image.pixels * image.scale
    """


@program(SCALED, "return image", "traces", function="enlarged")
def test_a_part_that_is_none_by_default_is_passed_where_arithmetic_needs_it(
    verdict: Verdict,
) -> None:
    assert verdict.outcome == "confirmed"
    assert "scale=" in verdict.arguments


BINS = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def stacked(bins, z):
        return jnp.stack([each(z) for each in bins])
    """


@program(BINS, "return jnp", "traces", function="stacked")
def test_functions_in_a_traced_list_are_such_as_jax_takes(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


ITS_LIKE = """
    import jax

    class Node:
        def __init__(self, value, child=None):
            self.value, self.child = value, child or Node(value, self)

        def doubled(self):
            return Node(self.value * 2, self.child)

    @jax.jit
    def valued(x):
        return Node(x).value
    """


@program(ITS_LIKE, "return Node(x)", "traces", function="valued")
def test_a_class_that_makes_its_like_is_read_once(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


LOOSE = """
    from functools import partial

    import jax
    import jax.numpy as jnp

    @partial(jax.jit, static_argnums=0)
    def applied(change: callable, count: jnp.int32, table: dict, x):
        if not callable(change):
            raise ValueError("no function")
        return jax.lax.cond(count > 1, change, lambda y: y, x * table["scale"])
    """


@program(LOOSE, "return jax.lax.cond", "traces", function="applied", static=("change",))
def test_the_builtin_callable_and_jax_own_scalars_are_read_as_annotations(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert 'lambda x, *_: x, jnp.ones((), "int32")' in verdict.arguments
