"""Arguments that an error has corrected: keys, axes to map over, random keys, other classes."""

from asked import program

from jitlint.core.finding import Verdict

FIELD_WITH_KEYS = """
    import jax
    from flax import struct

    @struct.dataclass
    class Weather:
        readings: dict
        day: int

    @jax.jit
    def feels_like(weather: Weather):
        now = weather.readings
        return now["heat"] + now["wind"] * weather.day
    """


@program(FIELD_WITH_KEYS, "return now", "traces", function="feels_like")
def test_a_field_that_is_read_by_keys_is_a_mapping(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "Weather(readings={'heat': " in verdict.arguments


SORTED_BY_ANOTHER = """
    import jax
    import jax.numpy as jnp
    from flax import struct

    @struct.dataclass
    class Herd:
        pass

    def oldest_first(ages, animals):
        order = jnp.argsort(-ages)
        return jax.tree_util.tree_map(lambda leaf: leaf[order], animals)

    @jax.jit
    def weigh(herd: Herd):
        herd = oldest_first(herd.ages, herd)
        return jnp.cumsum(herd.state["weight"])
    """


@program(SORTED_BY_ANOTHER, "return jnp.cumsum", "traces", function="weigh")
def test_a_class_that_lacks_what_is_read_gets_a_stand_in(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "ages=" in verdict.arguments
    assert "'weight': " in verdict.arguments


MAPPED_OBJECTS = """
    import jax
    import jax.numpy as jnp
    from flax import struct

    @struct.dataclass
    class Drone:
        number: jnp.int32
        flies: bool
        key: jax.Array

    @jax.jit
    def step_all(drones: Drone, wind):
        def step(drone, gust):
            noise = jax.random.uniform(drone.key)
            return drone.replace(number=drone.number + 1, flies=gust + noise > 0)
        return jax.vmap(step)(drones, wind)
    """


@program(MAPPED_OBJECTS, "return jax.vmap", "traces", function="step_all")
def test_an_object_that_is_mapped_gets_a_leading_axis_in_each_part(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert 'key=jnp.ones((4, 2), "uint32")' in verdict.arguments


SEEDED = """
    import jax

    def walk(entropy, start):
        return start + jax.random.normal(entropy)

    @jax.jit
    def walks(entropy, start):
        return jax.vmap(walk, in_axes=(0, None))(entropy, start)
    """


@program(SEEDED, "return jax.vmap", "traces", function="walks")
def test_an_error_about_random_keys_leads_to_some(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


ONE_OF_MANY = """
    from functools import partial
    import jax

    @partial(jax.jit, static_argnames="renew")
    def renewed(renew, places, queue):
        longest = queue["since"].max() - queue["size"].min()

        def at(turn, queue):
            one = renew(queue, turn)
            put = lambda many, new: many.at[places["free"][turn]].set(new)
            return jax.tree_util.tree_map(put, queue, one)
        return longest, jax.lax.fori_loop(0, 3, at, queue)
    """


@program(ONE_OF_MANY, "return longest", "traces", function="renewed", static=("renew",))
def test_a_function_may_have_to_return_an_item(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "leaf[0]" in verdict.arguments


SEVERAL = """
    import jax

    @jax.jit
    def product(*factors):
        if len(factors) == 2:
            left, right = factors
            return jax.vmap(lambda row: row @ right)(left)
        raise ValueError(f"two factors are needed, not {len(factors)}")
    """


@program(SEVERAL, "return jax.vmap", "traces", function="product")
def test_a_refusal_further_down_does_not_hide_the_way_past_it(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


NOTHING_TO_MAP = """
    import jax
    import jax.numpy as jnp
    from flax import struct

    @struct.dataclass
    class Trader:
        pass

    @jax.jit
    def balances(traders: Trader):
        return jax.vmap(lambda trader: jnp.sum(trader) * 2)(traders)
    """


@program(NOTHING_TO_MAP, "return jax.vmap", "traces", function="balances")
def test_an_object_without_arrays_is_no_argument_to_map_over(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


WORDS_OF_A_TUPLE = """
    import jax

    @jax.jit
    def first_name(*people):
        return people.name * 2
    """


@program(WORDS_OF_A_TUPLE, "return people", "traces", function="first_name")
def test_what_a_star_takes_stays_a_tuple(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert verdict.reason.startswith("args_not_found")
