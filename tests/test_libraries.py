"""Well-tested libraries: what jitlint says of them is what somebody has read and judged."""

import sys
from pathlib import Path

import pytest

from benchmarks.libraries import judged, show
from benchmarks.libraries.fetch import cache_directory, fetch, is_test, pins
from benchmarks.libraries.judged import JUDGED, Difference, Judged, Reported
from benchmarks.libraries.lint import function_at
from benchmarks.libraries.measure import COUNTS, Outcome, measure

BRANCH = Reported(
    "brax", "brax/base.py", "JIT101", "error", "System.step", "if x > 0:", 7, "raises"
)
PRINT = Reported("optax", "optax/tree.py", "JIT201", "warning", "", "print(x)", 3, "once")
READ = Judged(BRANCH, "false alarm", "x is static there.")

SOURCE = """\
import jax

class Model:
    @jax.jit
    def apply(
        self,
        x,
    ):
        # a comment further out
        def inner(y):
            return (
                y
            )
        return inner(x)

async def fetch():
    pass
print(1)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info < (3, 12), reason="jax 0.12 is written in Python 3.12")
def test_jitlint_says_of_the_libraries_what_the_list_has() -> None:
    outcomes = [measure(*each) for each in fetch(pins(), cache_directory()).items()]
    listed = judged.parse(JUDGED.read_text("utf-8"))
    found = judged.difference(
        [reported for outcome in outcomes for reported in outcome.reported], listed
    )
    assert found == Difference((), ()), "\n".join(show.summary(outcomes, listed, found))
    lines = sum(outcome.lines for outcome in outcomes)
    assert judged.false_errors(listed) * 100_000 <= show.GOAL * lines


def test_everything_in_the_list_has_been_read() -> None:
    listed = judged.parse(JUDGED.read_text("utf-8"))
    assert [entry.reported for entry in listed if entry.judgement == "unread"] == []


def test_the_list_names_pinned_libraries_only_and_is_in_order() -> None:
    text = JUDGED.read_text("utf-8")
    listed = judged.parse(text)
    assert {entry.reported.library for entry in listed} <= {library.name for library in pins()}
    assert judged.written(listed) == text


def test_a_finding_is_the_same_when_its_line_only_moved() -> None:
    moved = Reported(
        *(getattr(BRANCH, key) for key in judged.KEYS), row=99, message="said otherwise"
    )
    assert judged.difference([moved], [READ]) == Difference((), ())


def test_what_the_list_lacks_is_new_and_what_the_run_lacks_is_gone() -> None:
    assert judged.difference([PRINT], [READ]) == Difference((PRINT,), (READ,))


def test_a_line_told_twice_is_listed_twice() -> None:
    assert judged.difference([BRANCH, BRANCH], [READ]) == Difference((BRANCH,), ())
    assert judged.difference([BRANCH], [READ, READ]) == Difference((), (READ,))


def test_a_warning_that_becomes_an_error_differs() -> None:
    softer = Reported(
        **{key: getattr(BRANCH, key) for key in judged.KEYS} | {"severity": "warning"}
    )
    assert judged.difference([softer], [READ]) == Difference((softer,), (READ,))


def test_an_update_keeps_judgements_drops_what_is_gone_and_adds_what_is_unread() -> None:
    gone = Judged(PRINT, "real", "it prints.")
    new = Reported("chex", "chex/asserts.py", "JIT101", "error", "check", "assert x")
    found = judged.difference([BRANCH, new], [READ, gone])
    assert judged.updated([READ, gone], found) == (READ, Judged(new))


def test_a_list_is_read_as_it_was_written() -> None:
    odd = Reported("flax", "a.py", "JIT202", "warning", "f", 'x["é\\"] = \'""" # \\n\'')
    entries = (READ, Judged(odd))
    assert judged.parse(judged.written(reversed(entries))) == entries


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ('judgement = "false alarm"', 'judgement = "maybe"', "a judgement is one of real"),
        ('reason = "x is static there."', 'reason = ""', "a judgement needs a reason"),
        ("severity", "serverity", "missing or unknown: serverity, severity"),
    ],
)
def test_a_bad_entry_is_named(was: str, becomes: str, complaint: str) -> None:
    text = judged.written([READ]).replace(was, becomes)
    with pytest.raises(ValueError, match=f"brax brax/base.py JIT101 `if x > 0:`: {complaint}"):
        judged.parse(text)


def test_errors_count_against_the_goal_unless_they_are_real() -> None:
    real = Judged(BRANCH, "real", "JAX raises.")
    warning = Judged(PRINT, "false alarm", "it is meant.")
    assert judged.false_errors([READ, Judged(BRANCH), real, warning]) == 2


def test_the_summary_names_the_rate_and_every_difference() -> None:
    outcome = Outcome("brax", Path("there"), (1, 200_000, 3, 4, 5), 0.5, (BRANCH,), ("gave up",))
    gone = Judged(PRINT, "real", "it prints.")
    found = judged.difference([BRANCH], [gone])
    assert [*show.summary([outcome], [gone], found)] == [
        "brax: gave up",
        "0.50 false error alarms per 100,000 lines (1 in 200,000); the goal is at most 1",
        "new:  there/brax/base.py:7: JIT101 error: raises",
        "gone: optax: JIT201 warning (real) optax/tree.py in the module: `print(x)`",
        "1 new, 1 gone",
    ]


def test_a_row_has_every_column_of_the_heading() -> None:
    outcome = Outcome("brax", Path(), (1, 2, 3, 4, 5), 0.54, (BRANCH, PRINT))
    columns = ["library", *COUNTS, "seconds", "errors", "warnings"]
    assert show.heading().split() == columns
    assert show.row(outcome).split() == ["brax", "1", "2", "3", "4", "5", "0.5", "1", "1"]
    assert show.total([outcome, outcome]).split() == "all 2 4 6 8 10 1.1 2 2".split()


@pytest.mark.parametrize(
    ("line", "function"),
    [
        ("import jax", ""),
        ("    @jax.jit", "Model"),
        ("        x,", "Model.apply"),
        ("                y", "Model.apply.inner"),
        ("        return inner(x)", "Model.apply"),
        ("    pass", "fetch"),
        ("print(1)", ""),
    ],
)
def test_the_function_around_a_line_is_told_by_indentation(line: str, function: str) -> None:
    lines = SOURCE.split("\n")
    assert function_at(lines, lines.index(line) + 1) == function


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("optax/losses/_ranking.py", False),
        ("optax/losses/_ranking_test.py", True),
        ("jax/_src/test_util.py", True),
        ("tests/helpers.py", True),
        ("haiku/testing/library.py", True),
        ("jaxopt/conftest.py", True),
        ("chex/_src/asserts_latest.py", False),
        ("brax/contest/attest.py", False),
    ],
)
def test_tests_are_told_by_their_paths(path: str, expected: bool) -> None:
    assert is_test(path) is expected
