"""What calls with jit leave in the program is taken back before those without it are counted."""

from asked import program

from jitlint.core.finding import Verdict

EQUAL = ("ran in 1 of 3 calls (1 of 3 without jit)",)
STATE = """
    import functools

    import jax

    FIRST, READY = [], False

    @jax.jit
    def listed(x):
        if not FIRST:
            FIRST.append(1)
            print("a list was empty")
        return x

    @jax.jit
    def named(x):
        global READY
        if not READY:
            READY = True
            print("a name was false")
        return x

    @jax.jit
    def made(x):
        if "MADE" not in globals():
            globals()["MADE"] = True
            print("a name was missing")
        return x

    @functools.lru_cache
    def table(size):
        print("a result was not cached")
        return size

    @jax.jit
    def cached(x):
        return x * table(4)

    class Model:
        def __init__(self):
            self.calls = {}

        @functools.partial(jax.jit, static_argnums=0)
        def apply(self, x):
            if "apply" not in self.calls:
                self.calls["apply"] = True
                print("an attribute held nothing")
            return x

    model = Model()

    class Counter:
        total = 0

    counter = Counter()

    @jax.jit
    def of_object(x):
        if counter.total == 0:
            counter.total = 1
            print("an attribute was zero")
        return x
    """


@program(STATE, 'print("a list was empty")', "once-per-trace", function="listed")
def test_the_items_of_a_list(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", EQUAL)


@program(STATE, 'print("a name was false")', "once-per-trace", function="named")
def test_the_value_of_a_name(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", EQUAL)


@program(STATE, 'print("a name was missing")', "once-per-trace", function="made")
def test_a_name_that_was_not_there(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", EQUAL)


@program(STATE, 'print("a result was not cached")', "once-per-trace", function="cached")
def test_the_results_of_a_memoised_function(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", EQUAL)


@program(
    STATE, 'print("an attribute held nothing")', "once-per-trace", function="Model.apply",
    static=("self",), starts="functools.partial(jax.jit",
)  # fmt: skip
def test_what_the_attribute_of_an_instance_holds(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", EQUAL)


@program(STATE, 'print("an attribute was zero")', "once-per-trace", function="of_object")
def test_the_attributes_of_an_object_of_the_module(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", EQUAL)
