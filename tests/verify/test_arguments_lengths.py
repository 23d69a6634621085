"""Arguments whose lengths fit each other, by what JAX says of two that do not."""

from asked import program

from jitlint.core.finding import Verdict

FIXED = """
    import jax
    import jax.numpy as jnp

    TABLE = jnp.ones((7, 2))

    @jax.jit
    def mixed(left, weights, right):
        both = (left * weights) @ right + jnp.zeros((3, 5))
        return both, weights @ TABLE
    """


@program(FIXED, "return both", "traces", function="mixed")
def test_lengths_that_the_code_fixes_reach_all_arguments(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


FLATTENED = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def matched(orders, prices):
        totals = jnp.cumsum(orders).reshape(-1)
        def one(order, total, price):
            return order[0] * price + total
        return jax.vmap(one)(orders, totals, prices)
    """


@program(FLATTENED, "return jax.vmap", "traces", function="matched")
def test_an_axis_that_is_flattened_away_has_one_item(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


CROSSED = """
    import jax
    import jax.numpy as jnp

    def frame(first, second):
        ahead = first.T[0] / jnp.linalg.norm(first)
        aside = jnp.cross(ahead, second.T[0])
        return jnp.vstack([ahead, aside, jnp.cross(ahead, aside)])

    @jax.jit
    def rotation(a, b, c, d):
        return frame(a, b) @ frame(c, d).T
    """


@program(CROSSED, "return frame(a", "traces", function="rotation")
def test_two_suspects_get_the_length_that_is_named(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


UNFITTING = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def never(x):
        return jnp.zeros(3) @ jnp.zeros(5) + x
    """


@program(UNFITTING, "return jnp.zeros(3)", "traces", function="never")
def test_lengths_that_are_no_arguments_cannot_be_made_to_fit(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
