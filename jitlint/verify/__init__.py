"""Verifies findings with JAX in a separate process."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jitlint.core.finding import Finding, Span, Verdict
from jitlint.verify.client.devices import missing_device
from jitlint.verify.client.environment_hash import environment_digest
from jitlint.verify.client.options import VerifyOptions
from jitlint.verify.client.questions import (
    EncodedQuestion,
    Rewritten,
    by_module,
    comparisons,
)
from jitlint.verify.client.recording import recorded_calls
from jitlint.verify.client.scheduler import Progress, Scheduler
from jitlint.verify.client.verdict_cache import VerdictCache
from jitlint.verify.client.worker_client import VerifyError, Zygote

__all__ = [
    "Rewritten",
    "VerifyError",
    "VerifyInterrupted",
    "VerifyOptions",
    "compare",
    "verify",
]

INTERRUPTED = "interrupted"


class VerifyInterrupted(KeyboardInterrupt):
    """The user has interrupted; `findings` have the verdicts that were known by then."""

    def __init__(self, findings: tuple[Finding[Span], ...]) -> None:
        super().__init__()
        self.findings = findings


def verify(
    findings: Sequence[Finding[Span]],
    options: VerifyOptions = VerifyOptions(),
    progress: Progress = lambda path, done, total: None,
) -> tuple[Finding[Span], ...]:
    """Returns the same findings in the same order, each whose claim JAX can test with a verdict.

    Raises VerifyError, with one line to show, when the interpreter cannot be asked at all, and
    VerifyInterrupted where KeyboardInterrupt comes in between.
    """
    if missing := missing_device(options):
        raise VerifyError(missing)
    if not by_module(findings):
        return tuple(findings)
    try:
        recorded = recorded_calls(options, progress)
    except KeyboardInterrupt:
        raise VerifyInterrupted(tuple(findings)) from None
    modules = by_module(findings, options.examples, recorded)
    verdicts, is_interrupted = _verdicts(modules, options, progress)
    judged = tuple(
        replace(finding, verdict=verdicts[number]) if number in verdicts else finding
        for number, finding in enumerate(findings)
    )
    if is_interrupted:
        raise VerifyInterrupted(judged)
    return judged


def compare(
    findings: Sequence[Finding[Span]],
    rewritten: Sequence[Rewritten],
    options: VerifyOptions = VerifyOptions(),
    progress: Progress = lambda path, done, total: None,
) -> tuple[Verdict, ...]:
    """Returns for each finding whether the rewritten files do the same without its mistake.

    Confirmed is that results are the same; the evidence says of how many calls.

    Raises VerifyError, with one line to show, when the interpreter cannot be asked at all.
    """
    if missing := missing_device(options):
        raise VerifyError(missing)
    recorded = recorded_calls(options, progress)
    modules = comparisons(findings, rewritten, options.examples, recorded)
    verdicts, is_interrupted = _verdicts(modules, options, progress)
    if is_interrupted:
        raise KeyboardInterrupt
    return tuple(verdicts[number] for number in range(len(findings)))


def _verdicts(
    modules: Mapping[str, Sequence[EncodedQuestion]], options: VerifyOptions, progress: Progress
) -> tuple[dict[int, Verdict], bool]:
    """Returns the verdicts, old and new, and whether the user has interrupted."""
    cache = VerdictCache(options.cache, environment_digest(options) if options.cache else "")
    verdicts: dict[int, Verdict] = {}
    for path, questions in modules.items():
        verdicts |= cache.lookup(path, questions)
    answered, is_interrupted = _ask(_without(modules, verdicts), cache, options, progress)
    return verdicts | answered, is_interrupted


def _ask(
    modules: Mapping[str, Sequence[EncodedQuestion]],
    cache: VerdictCache,
    options: VerifyOptions,
    progress: Progress,
) -> tuple[dict[int, Verdict], bool]:
    """Returns the verdicts by the numbers of the findings, and whether that was interrupted."""
    if not modules:
        return {}, False
    scheduler, zygote, is_interrupted = Scheduler(modules, options.timeout), Zygote(options), False
    try:
        with zygote:
            scheduler.run(zygote, options.jobs, progress)
    except KeyboardInterrupt:
        is_interrupted = True
        scheduler.end(INTERRUPTED, zygote)
    answers = scheduler.answers()
    for path, questions in modules.items():
        cache.store(path, questions, answers)
    cache.close()
    return {number: answer.verdict for number, answer in answers.items()}, is_interrupted


def _without(
    modules: Mapping[str, Sequence[EncodedQuestion]], known: Mapping[int, Verdict]
) -> dict[str, list[EncodedQuestion]]:
    """Returns the questions that have no answer yet."""
    left = {path: [q for q in every if q.number not in known] for path, every in modules.items()}
    return {path: questions for path, questions in left.items() if questions}
