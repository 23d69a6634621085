"""A random key that is said to be used twice: both uses have to be seen, the second at the span."""

from asked import program

from jitlint.core.finding import Verdict

USES = """
    import jax

    start = jax.random.key(0)
    noise = jax.random.normal(start)
    more = jax.random.exponential(start)
    first, second = jax.random.split(jax.random.key(1))
    other = jax.random.gumbel(first)
    last = jax.random.gumbel(second)

    def twice(key):
        noise = jax.random.normal(key)
        return noise + jax.random.uniform(key)

    def of_raw_keys():
        key = jax.random.PRNGKey(5)
        return jax.random.normal(key), jax.random.laplace(key)

    @jax.jit
    def traced(key, x):
        x = x + jax.random.normal(key)
        return x * jax.random.bernoulli(key)

    @jax.jit
    def of_an_item(key):
        keys = jax.random.split(key)
        return jax.random.normal(keys[0]) + jax.random.cauchy(keys[0])

    def scanned():
        key = jax.random.key(7)
        body = lambda carry, _: (carry + jax.random.logistic(key), None)
        return jax.lax.scan(body, 0.0, None, length=3)

    def in_a_loop(key):
        return [jax.random.maxwell(key) for _ in range(3)]

    def draw(key):
        return jax.random.normal(key, (2,))

    def through_a_function():
        key = jax.random.key(3)
        return draw(key) + draw(key)

    def two(init_key, noise_key):
        return jax.random.normal(init_key) + jax.random.uniform(noise_key)

    def cloned(key):
        noise = jax.random.normal(key)
        return noise - jax.random.normal(jax.random.clone(key))

    def cloned_once(key):
        noise = jax.random.normal(key)
        noise -= jax.random.normal(jax.random.clone(key))
        return noise + jax.random.poisson(key, 1.0)

    def folded():
        key = jax.random.key(3)
        noise = jax.random.normal(key)
        return noise - jax.random.normal(jax.random.fold_in(key, 1))

    def looks():
        key = jax.random.key(3)
        return jax.random.key_data(key), jax.random.key_data(key)

    def unreached(flag=False):
        key = jax.random.key(4)
        noise = jax.random.normal(key)
        return jax.random.gamma(key, 2.0) if flag is None else noise

    def seeded(rounds=3):
        total = 0.0
        for _ in range(rounds):
            key = jax.random.key(0)
            total += jax.random.normal(key)
        return total

    def seeded_by_turn(rounds=3):
        total = 0.0
        for i in range(rounds):
            key = jax.random.key(i)
            total += jax.random.normal(key)
        return total

    def seeded_and_folded(rounds=3):
        total = 0.0
        for i in range(rounds):
            key = jax.random.key(11)
            total += jax.random.normal(jax.random.fold_in(key, i))
        return total

    def seeds_once():
        key = jax.random.key(12)
        return jax.random.normal(key)

    def calls_it():
        return seeds_once() + seeds_once()

    def first_of_two():
        key = jax.random.key(20)
        return jax.random.normal(key)

    def second_of_two():
        key = jax.random.key(20)
        return jax.random.t(key, 2.0)

    both = first_of_two() + second_of_two()
    """


@program(USES, "jax.random.exponential(start)", "reused")
def test_two_uses_while_importing(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    first, second = verdict.evidence
    assert first.startswith("`exponential` at ")
    assert first.endswith("tutorial.py:5 is given the key [0, 0], while importing `tutorial`")
    assert second.startswith("`normal` at ")
    assert second.endswith("tutorial.py:4 was given it before")


@program(USES, "jax.random.gumbel(second)", "reused")
def test_a_key_that_was_split_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(USES, "jax.random.uniform(key)", "reused")
def test_two_uses_in_a_function(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "while running `twice(" in verdict.evidence[0]


@program(USES, "jax.random.laplace(key)", "reused")
def test_a_key_without_a_type(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "is given the key [0, 5]" in verdict.evidence[0]


@program(USES, "jax.random.bernoulli(key)", "reused", function="traced")
def test_under_a_trace_a_key_is_known_by_its_tracer(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "is given the same key, while tracing `traced(" in verdict.evidence[0]


@program(USES, "jax.random.cauchy(keys[0])", "reused", function="of_an_item")
def test_items_of_a_traced_split_are_compared_without_jit(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "is given the key [" in verdict.evidence[0]


@program(USES, "jax.random.logistic(key)", "reused")
def test_each_turn_of_a_scan_draws_from_one_key(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "is given the key [0, 7] more than once" in verdict.evidence[0]


@program(USES, "jax.random.maxwell(key)", "reused")
def test_each_turn_of_a_loop_draws_from_one_key(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert len(verdict.evidence) == 1


@program(USES, "jax.random.normal(key, (2,))", "reused")
def test_a_function_that_is_given_one_key_twice(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "while running `through_a_function()`" in verdict.evidence[0]


@program(USES, "jax.random.uniform(noise_key)", "reused")
def test_made_up_keys_are_not_one_key(verdict: Verdict) -> None:
    assert verdict.reason.startswith("not_reproduced")


@program(USES, "jax.random.normal(jax.random.clone(key))", "reused")
def test_a_clone_says_that_the_reuse_is_meant(verdict: Verdict) -> None:
    assert verdict.reason.startswith("not_reproduced")


@program(USES, "jax.random.poisson(key, 1.0)", "reused")
def test_one_clone_is_for_one_use(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(USES, "jax.random.normal(jax.random.fold_in(key, 1))", "reused")
def test_a_key_into_which_other_data_is_folded(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(USES, "jax.random.key_data(key), jax.random.key_data(key)", "reused")
def test_what_looks_at_a_key_consumes_none(verdict: Verdict) -> None:
    assert verdict.reason.startswith("args_disagree: no new key was seen")


@program(USES, "jax.random.gamma(key, 2.0)", "reused")
def test_a_line_that_no_call_reaches(verdict: Verdict) -> None:
    assert verdict.reason == "line_not_reached"


@program(USES, "jax.random.key(0)", "reused", after="key = ")
def test_each_turn_makes_the_same_key(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "is given the key [0, 0] more than once" in verdict.evidence[0]


@program(USES, "jax.random.key(i)", "reused")
def test_each_turn_makes_another_key(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(USES, "jax.random.key(11)", "reused")
def test_the_same_key_of_which_only_others_are_made(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(USES, "jax.random.key(12)", "reused")
def test_a_key_that_each_call_makes_is_not_one_of_each_turn(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


FORGED = """
    import jax

    def normal(key):
        return 0.0

    def said():
        key = jax.random.key(0)
        return normal(key) + normal(key)
    """
REPLACED = """
    import jax

    jax.random.normal = lambda key: 0.0

    def drawn():
        key = jax.random.key(0)
        return jax.random.normal(key) + jax.random.uniform(key)
    """


@program(FORGED, "normal(key) + normal(key)", "reused")
def test_a_function_of_the_same_name_draws_nothing(verdict: Verdict) -> None:
    assert verdict.reason.startswith("args_disagree")


@program(REPLACED, "jax.random.uniform(key)", "reused")
def test_a_program_that_replaces_what_draws_is_not_believed(verdict: Verdict) -> None:
    assert verdict.reason.startswith("unobserved")


@program(USES, "jax.random.t(key, 2.0)", "reused")
def test_keys_of_one_seed_in_two_functions_are_two(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"
