"""The report for pipes, and the summary below every report."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import CLIP, CONFIRMED, OPEN, REFUTED, TRAIN, finding, run

from jitlint.check.pipeline import CheckResult, Counts
from jitlint.core.finding import Span
from jitlint.report import render, summary


def concise(what: CheckResult) -> str:
    stream = io.StringIO()
    render("concise", what, stream, color=True)
    return stream.getvalue()


def test_a_finding_takes_one_line() -> None:
    assert concise(run(TRAIN, CLIP)) == "train.py:7:8: JIT101 `if` needs a concrete bool\n"


def test_a_message_of_two_lines_still_takes_one() -> None:
    assert concise(run(TRAIN, replace(CLIP, message="`a\nb` is traced"))).count("\n") == 1


def test_the_outcome_stands_at_the_end() -> None:
    text = concise(
        run(TRAIN, *(replace(CLIP, verdict=each) for each in (CONFIRMED, REFUTED, OPEN)))
    )
    assert [line.split()[-1] for line in text.splitlines()] == [
        "[confirmed]",
        "[refuted]",
        "[inconclusive]",
    ]


def test_a_path_is_relative_only_below_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    inside, outside = str(tmp_path / "here" / "a b.py"), str(tmp_path / "c.py")
    found = CheckResult((finding(Span(inside, 1, 1, 1, 2)), finding(Span(outside, 1, 1, 1, 2))))
    first, second = concise(found).splitlines()
    assert first.startswith("a b.py:1:1: ")
    assert second.startswith(f"{outside}:1:1: ")


def test_the_summary_counts_what_was_found_and_done() -> None:
    warning, note = replace(CLIP, severity="warning"), replace(CLIP, severity="note")
    found = CheckResult((CLIP, CLIP, warning, note), counts=Counts(12, 214, 38, 3100))
    assert summary(found) == (
        "Found 2 errors, 1 warning and 1 note in 12 files (214 functions, 38 entries traced)."
    )


def test_the_summary_of_nothing() -> None:
    found = CheckResult((), counts=Counts(1, 1, 1, 0))
    assert summary(found) == "All clear: 1 file (1 function, 1 entry traced)."


def test_the_summary_of_nothing_says_so_where_nothing_was_traced() -> None:
    found = CheckResult((), counts=Counts(61, 240))
    assert summary(found) == (
        "All clear, but no jit, vmap, grad or scan is reached in 61 files (240 functions)."
    )


def test_what_jax_refuted_is_no_longer_found() -> None:
    found = CheckResult(tuple(replace(CLIP, verdict=each) for each in (CONFIRMED, REFUTED, OPEN)))
    first, second = summary(found).splitlines()
    assert first.startswith("Found 2 errors in ")
    assert second == "Asked jax 0.10.2: 1 confirmed, 1 refuted, 1 inconclusive."
