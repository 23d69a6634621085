"""What the fuzzer asks of each run: it notices what was planted, and nothing where all is well."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from jitlint.check import api
from jitlint.report import json as json_report
from tools.fuzz import batches
from tools.fuzz.bench import Failure, bench
from tools.fuzz.campaigns import FLAWED
from tools.fuzz.command import SECONDS, forked
from tools.fuzz.dying import die_at
from tools.fuzz.modules import generated
from tools.fuzz.sample import Sample

pytestmark = [  # threads of other tests may be there: forks take no locks of theirs
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:os.fork:RuntimeWarning"),
]
FLAWED_SAMPLE = Sample("flawed", {"flawed.py": FLAWED})


def kinds(check: str, samples: Sequence[Sample] = (FLAWED_SAMPLE,)) -> set[str]:
    return {failure.kind for failure in batches.found(check, samples, 0)}


@pytest.mark.parametrize("check", batches.CHECKS)
def test_nothing_is_said_where_all_is_well(check: str) -> None:
    assert batches.found(check, [FLAWED_SAMPLE], 0) == []


def test_a_crash_is_noticed_and_owed_to_what_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = api.check

    def planted(paths: Sequence[str], *rest: object, **more: object) -> object:
        run = real(paths, *rest, **more)  # pyright: ignore[reportArgumentType]
        if any("while_loop" in source.text for source in run.sources.values()):
            raise KeyError("planted")
        return run

    monkeypatch.setattr(api, "check", planted)
    culprit = Sample("culprit", {"culprit.py": b"import jax\n\n\ny = jax.lax.while_loop\n"})
    samples = [generated(0, 40), FLAWED_SAMPLE, culprit]
    [failure, *_] = batches.found("is_sane", samples, 0)
    assert (failure.kind, "KeyError: 'planted'" in failure.sentence) == ("crash", True)
    small = batches.shrunk(batches.Case("is_sane", failure, tuple(samples), 0))
    assert [sample.files for sample in small.samples] == [{"culprit.py": b"while_loop"}]


def test_a_place_outside_of_the_file_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = json_report.item

    def planted(finding: object) -> dict[str, object]:
        made = real(finding)  # pyright: ignore[reportArgumentType]
        return {**made, "end_location": {"row": 999, "column": 1}}

    monkeypatch.setattr(json_report, "item", planted)
    assert kinds("is_sane") == {"place"}


def test_a_finding_that_hangs_on_the_order_of_files_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = api.check

    def planted(paths: Sequence[str], *rest: object, **more: object) -> object:
        run = real(paths, *rest, **more)  # pyright: ignore[reportArgumentType]
        lost = len(paths) > 1
        return type(run)(run.findings[lost:], run.sources, run.counts, run.notes, run.named)

    monkeypatch.setattr(api, "check", planted)
    other = Sample("other", {"other.py": FLAWED})
    assert kinds("is_kept", (FLAWED_SAMPLE, other)) == {"unlike"}


def test_a_note_that_gave_up_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(*arguments: object) -> object:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("jitlint.interpreter.eval.calls.call_function", planted)
    [failure, *_] = batches.found("is_sane", [FLAWED_SAMPLE], 0)
    assert failure.kind == "gave up"
    assert failure.signature == "gave up: ZeroDivisionError: planted"


def test_a_finding_that_no_comment_silences_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jitlint.suppression.suppress.suppress", lambda findings, sources: findings)
    assert "noqa left" in kinds("is_silenced")


def test_failures_of_one_cause_share_a_signature() -> None:
    one = Failure("crash", "exit status 2: KeyError: 'x1' in /tmp/a1/b.py")
    other = Failure("crash", "exit status 2: KeyError: 'y22' in /tmp/a2/c.py")
    assert one.signature == other.signature
    assert one.signature != Failure("crash", "exit status 2: ValueError: 'x1'").signature


def test_a_run_that_is_killed_at_its_first_event_says_nothing() -> None:
    with bench([FLAWED_SAMPLE]) as made:
        outcome = forked(
            ["--cache-dir", made.cache, "."], made.tree, lambda: die_at(0, made.directory), SECONDS
        )
        assert (outcome.status, outcome.end, outcome.stdout) == (-9, "ended by SIGKILL", "")
        assert not Path(made.cache).exists()
