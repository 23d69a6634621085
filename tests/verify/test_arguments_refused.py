"""Arguments that the program, or an operator, has refused: parts that lack, other kinds, words."""

from asked import program

from jitlint.core.finding import Verdict

WITHOUT_PLAN = """
    import jax
    from typing import NamedTuple, Optional

    class Plan(NamedTuple):
        steps: jax.Array

    class Journey(NamedTuple):
        here: jax.Array
        plan: Optional[Plan] = None

    @jax.jit
    def advance(journey: Journey):
        plan = journey.plan
        if plan is None:
            raise ValueError("There is nowhere to go.")
        return journey.here + plan.steps
    """


@program(WITHOUT_PLAN, "return journey.here", "traces", function="advance")
def test_a_part_for_want_of_which_the_program_raises_is_passed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "plan=Plan(" in verdict.arguments


ONE_KIND_REFUSED = """
    import jax
    import jax.numpy as jnp
    from typing import NamedTuple

    class Spike(NamedTuple):
        place: jax.Array

        def __call__(self, x):
            return x - self.place

    class World(NamedTuple):
        matter: jax.Array
        light: jax.Array

    @jax.jit
    def density(world, spectra, bias, x):
        if any(isinstance(each, Spike) for each in spectra):
            raise NotImplementedError("spikes have no density")
        weight = bias(world, x) * world.matter
        return jnp.stack([each(x) for each in spectra]) * weight * world.light
    """


@program(ONE_KIND_REFUSED, "return jnp.stack", "traces", function="density")
def test_in_the_place_of_a_refused_object_that_is_called_is_a_function(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "(lambda x, *_: x,), lambda *args: " in verdict.arguments


WORDS_OF_ITEMS = """
    import functools
    import jax

    def ends(kind):
        if isinstance(kind, str):
            kind = (kind, kind)
        if len(kind) != 2:
            raise ValueError("a kind for each end")
        for each in kind:
            if each == "clamped":
                continue
            if each != "natural":
                raise ValueError("no such kind")
        return kind

    @functools.partial(jax.jit, static_argnames=("kind",))
    def spline(x, kind):
        return x + len(ends(kind))
    """


@program(WORDS_OF_ITEMS, "return x + len", "traces", function="spline", static=("kind",))
def test_a_text_that_stands_for_its_items_is_a_word_that_these_are_compared_with(
    verdict: Verdict,
) -> None:
    assert verdict.outcome == "confirmed"
    assert "'clamped')" in verdict.arguments


BRANCHES = """
    import functools
    import jax
    from jax import lax

    class Bulk:
        def __init__(self, names):
            self._bends = [globals()[name] for name in names]

        @functools.partial(jax.jit, static_argnums=0)
        def shot(self, x, settings, indices):
            def one(pair):
                return lax.switch(pair[1], self._bends, x, pair[0])

            left, right = lax.map(one, (settings, indices))
            return x - left.sum() - right.sum()
    """


@program(BRANCHES, "return x - left", "traces", function="Bulk.shot", static=("self",))
def test_what_is_switched_between_is_functions(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "_bends=(lambda " in verdict.arguments


ALL_SCALARS = """
    import jax
    import jax.numpy as jnp
    from typing import NamedTuple

    class World(NamedTuple):
        matter: jax.Array
        light: jax.Array
        curvature: jax.Array
        speed: jax.Array

    def total(world):
        return world.matter * world.light + world.curvature / world.speed

    @jax.jit
    def history(world: World, times):
        return jnp.concatenate([jnp.ones((1,)), total(world)[None]])
    """


@program(ALL_SCALARS, "return jnp.concatenate", "traces", function="history")
def test_numbers_of_axes_that_differ_make_all_arrays_of_an_object_scalars(
    verdict: Verdict,
) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments.count("jnp.ones(())") >= 4


DIVIDED = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def spread(values, moments):
        if moments.ndim != 1 or moments.shape[0] < 4:
            raise ValueError("too few moments")
        mean, variance = jnp.split(moments[1:], 2)
        return jnp.stack([mean, variance]) @ values
    """


@program(DIVIDED, "return jnp.stack", "traces", function="spread")
def test_a_length_that_has_no_equal_parts_is_changed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


NAMED_BY_KEYWORDS = """
    import jax

    class Picture:
        def __init__(self, **keywords):
            self.scale = keywords.pop("scale", None)
            self.pixels = 1.0

        def centres(self):
            return self.pixels

    jax.tree_util.register_pytree_node(
        Picture, lambda each: ((each.scale,), None), lambda _, parts: Picture(scale=parts[0])
    )

    @jax.jit
    def width(picture: Picture):
        return picture.centres() * picture.scale
    """


@program(NAMED_BY_KEYWORDS, "return picture", "traces", function="width")
def test_a_part_that_a_constructor_takes_among_its_keywords_is_passed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "Picture(scale=" in verdict.arguments


DECLARED_RESULT = """
    import functools
    import jax
    from typing import Callable, Dict, Tuple

    @functools.partial(jax.jit, static_argnames=("score",))
    def sampled(genes, keys, score: Callable[[jax.Array, jax.Array], Tuple[float, float, Dict]]):
        fitness, descriptor, extra = jax.vmap(score, out_axes=(0, 0, 0))(genes, keys)
        return fitness
    """


@program(DECLARED_RESULT, "return fitness", "traces", function="sampled", static=("score",))
def test_a_function_returns_as_many_items_as_it_is_declared_with(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "lambda *args: (args[0], args[1], args[-1])" in verdict.arguments


WITHOUT_MORE = """
    import functools
    import jax
    from typing import Any, Callable, Tuple

    @functools.partial(jax.jit, static_argnames=("step",))
    def settled(step: Callable[[Any], Tuple[Any, Any]], start):
        after = step(start)
        if jax.tree_util.tree_structure(after) != jax.tree_util.tree_structure(start):
            raise ValueError("what comes in and out must have the same structure")
        return after - start
    """


@program(WITHOUT_MORE, "return after", "traces", function="settled", static=("step",))
def test_a_function_whose_result_is_refused_returns_something_else(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "lambda x, *_: x, " in verdict.arguments
