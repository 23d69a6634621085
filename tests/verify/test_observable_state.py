"""A line that the user asks about matters if somebody outside can tell what jit makes of it."""

from asked import program

from jitlint.core.finding import Verdict

UNSEEN = (
    "ran in 1 of 3 calls (3 of 3 without jit), and nobody can tell: "
    "output, state and results are the same without jit"
)
ONCE = "ran in 1 of 3 calls (3 of 3 without jit)"
SEEN = """
    import itertools
    import sys

    import jax
    import jax.numpy as jnp

    LOG, TABLE, NUMBERS = [], {}, itertools.count(1)

    @jax.jit
    def plain(x):
        y = x + 1
        return y * 2

    @jax.jit
    def spoken(x):
        sys.stdout.write("called")
        return x

    @jax.jit
    def logged(x):
        LOG.append(len(LOG))
        return x

    @jax.jit
    def remembered(x):
        TABLE["sizes"] = x.shape
        return x

    @jax.jit
    def counted(x):
        number = next(NUMBERS)
        return x * number

    @jax.jit
    def leaked(x):
        TABLE["last"] = x
        return x

    @jax.jit
    def noted(x):
        jax.debug.print("{}", x)
        return x
    """


@program(SEEN, "y = x + 1", "once-per-trace", function="plain", asked=True)
def test_arithmetic_runs_once_and_nobody_can_tell(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", (UNSEEN,))


@program(SEEN, "y = x + 1", "once-per-trace", function="plain")
def test_that_is_for_lines_alone_that_no_rule_has_flagged(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE,))


@program(SEEN, 'sys.stdout.write("called")', "once-per-trace", function="spoken", asked=True)
def test_output_that_comes_once_is_seen(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE,))


@program(SEEN, "LOG.append(len(LOG))", "once-per-trace", function="logged", asked=True)
def test_a_list_that_grows_once_is_seen(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE,))


@program(SEEN, 'TABLE["sizes"] = x.shape', "once-per-trace", function="remembered", asked=True)
def test_a_table_that_ends_up_the_same_is_not(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", (UNSEEN,))


@program(SEEN, "number = next(NUMBERS)", "once-per-trace", function="counted", asked=True)
def test_results_that_differ_are_seen(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE,))


@program(SEEN, 'TABLE["last"] = x', "once-per-trace", function="leaked", asked=True)
def test_a_tracer_in_the_place_of_a_number_is_seen(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("confirmed", (ONCE,))


@program(SEEN, 'jax.debug.print("{}", x)', "once-per-trace", function="noted", asked=True)
def test_output_that_jax_repeats_is_the_same(verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.evidence) == ("refuted", (UNSEEN,))


HELD = """
    import jax

    class Options(dict):
        __getattr__ = dict.__getitem__
        __slots__ = ("unset",)

    options = Options(scale=2.0)

    @jax.jit
    def shows(x):
        print("once")
        return options.scale * x

    shows(1.0)
    """


@program(HELD, 'print("once")', "once-per-trace")
def test_an_object_that_raises_key_error_for_what_it_lacks_hides_nothing(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
