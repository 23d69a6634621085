"""Every program of a manual: the bad are reported and do what is claimed, the good are not."""

from pathlib import Path

import jax
import pytest
from manual import Example, Outcome, examples, findings, observed, run

from jitlint.core.finding import Finding, Span
from jitlint.rules import Rule, all_rules


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_manual_shows_what_is_bad_and_what_is_good(rule: Rule) -> None:
    shown = [example for example in examples("Bad") + examples("Good") if example.rule is rule]
    assert {example.kind for example in shown} == {"Bad", "Good"}


@pytest.mark.parametrize("bad", examples("Bad"), ids=str)
def test_what_is_bad_is_reported(bad: Example, tmp_path: Path) -> None:
    assert reported(bad, tmp_path)


@pytest.mark.parametrize("good", examples("Good"), ids=str)
def test_what_is_good_is_not_reported(good: Example, tmp_path: Path) -> None:
    assert said(good, tmp_path) == []


@pytest.mark.parametrize("good", examples("Good"), ids=str)
def test_what_is_good_runs(good: Example) -> None:
    assert run(good.text).error is None


@pytest.mark.parametrize("bad", examples("Bad", "raises"), ids=str)
def test_jax_raises_the_claimed_error_at_the_reported_line(bad: Example, tmp_path: Path) -> None:
    (finding,) = reported(bad, tmp_path)
    outcome = run(bad.text)
    assert type(outcome.error).__name__ in finding.claim.errors
    assert outcome.row == finding.at.row


@pytest.mark.parametrize("bad", examples("Bad", "once-per-trace", "impure"), ids=str)
def test_a_reported_effect_happens_in_one_of_three_calls(bad: Example, tmp_path: Path) -> None:
    rows = {finding.at.row for finding in reported(bad, tmp_path)}
    assert {run(bad.text).lines[row] for row in rows} == {1}
    with jax.disable_jit():
        unjitted = run(bad.text)
    assert unjitted.error is None
    assert {unjitted.lines[row] for row in rows} == {3}


@pytest.mark.parametrize("bad", examples("Bad", "impure"), ids=str)
def test_a_frozen_answer_is_the_same_in_every_call(bad: Example) -> None:
    assert len(run(bad.text).names["answers"]) == 1


@pytest.mark.parametrize("good", examples("Good", "impure"), ids=str)
def test_an_answer_that_is_not_frozen_changes(good: Example) -> None:
    assert len(run(good.text).names["answers"]) > 1


@pytest.mark.parametrize("bad", examples("Bad", "recompiles"), ids=str)
def test_what_is_made_anew_is_traced_in_each_of_twenty_iterations(bad: Example) -> None:
    assert traces(run(bad.text), bad) == 20


@pytest.mark.parametrize("good", examples("Good", "recompiles"), ids=str)
def test_what_is_made_once_is_traced_once(good: Example) -> None:
    assert traces(run(good.text), good) == 1


@pytest.mark.parametrize("bad", examples("Bad", "leaks"), ids=str)
def test_a_stored_tracer_is_there_afterwards_and_of_no_use(bad: Example) -> None:
    stored = tracers(run(bad.text))
    assert stored
    with pytest.raises(jax.errors.UnexpectedTracerError):
        stored[0] + 1


@pytest.mark.parametrize("good", examples("Good", "leaks"), ids=str)
def test_what_is_returned_instead_is_no_tracer(good: Example) -> None:
    assert not tracers(run(good.text))


def reported(example: Example, folder: Path) -> list[Finding[Span]]:
    """Returns the findings of the example's own rule."""
    found = said(example, folder)
    return [f for f in found if f.code == example.rule.code]


def said(example: Example, folder: Path) -> list[Finding[Span]]:
    """Returns what jitlint says of an example: of its text, or of a run of it."""
    if example.rule.observed:
        return observed(example.text, folder)
    return findings(example.text, folder, *own_notes(example.rule))


def own_notes(rule: Rule) -> list[str]:
    """Returns the code of a rule whose findings are notes, which are off by default."""
    return [rule.code] if rule.severity == "note" else []


def traces(outcome: Outcome, example: Example) -> int:
    """Returns how often the body of the first function ran, which is the traced one."""
    rows = example.text.splitlines()
    return outcome.lines[next(n for n, row in enumerate(rows, 1) if row.startswith("def ")) + 1]


def tracers(outcome: Outcome) -> list[jax.core.Tracer]:
    """Returns the tracers in a program's global names and in the attributes of its objects."""
    held = [getattr(value, "__dict__", value) for value in outcome.names.values()]
    leaves = [leaf for value in held for leaf in jax.tree.leaves(value)]
    return [leaf for leaf in leaves if isinstance(leaf, jax.core.Tracer)]
