"""Asks JAX whether findings are right, in a process of its own: the last of the line."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from jitlint.finding import Finding, Span, Verdict
from jitlint.verify.questions import Question, by_module
from jitlint.verify.zygote import VerifyError, VerifyOptions, Zygote

__all__ = ["VerifyError", "VerifyOptions", "verify"]

Progress = Callable[[str, int, int], None]


def verify(
    findings: Sequence[Finding[Span]],
    options: VerifyOptions = VerifyOptions(),
    progress: Progress | None = None,
) -> tuple[Finding[Span], ...]:
    """Returns the same findings in the same order, each whose claim JAX can test with a verdict.

    Raises VerifyError, with one line to show, when the interpreter cannot be asked at all.
    """
    modules = by_module(findings)
    if not modules:
        return tuple(findings)
    verdicts: dict[int, Verdict] = {}
    with Zygote(options) as zygote:
        for done, (path, questions) in enumerate(modules.items()):
            if progress is not None:
                progress(path, done, len(modules))
            verdicts |= _ask(zygote, path, questions, time.monotonic() + options.timeout)
    return tuple(
        replace(finding, verdict=verdicts[number]) if number in verdicts else finding
        for number, finding in enumerate(findings)
    )


def _ask(
    zygote: Zygote, path: str, questions: Sequence[Question], deadline: float
) -> dict[int, Verdict]:
    """Asks all at once, then those that have no answer yet one by one, as long as there is time."""
    verdicts = _ask_once(zygote, path, questions, deadline)
    for question in questions:
        if question.number not in verdicts:
            verdicts |= _ask_once(zygote, path, [question], deadline)
    return verdicts


def _ask_once(
    zygote: Zygote, path: str, questions: Sequence[Question], deadline: float
) -> dict[int, Verdict]:
    """Returns the verdicts that came; the end of the process is one on what it was busy with."""
    left = deadline - time.monotonic()
    if left <= 0:
        return _all(questions, "timeout: no time is left for this module", zygote.jax)
    answer = zygote.ask(path, questions, left)
    open_ones = [each for each in questions if each.number not in answer.verdicts]
    if answer.during is not None:
        open_ones = [each for each in open_ones if each.number == answer.during]
    elif answer.verdicts:
        open_ones = []
    return answer.verdicts | _all(open_ones, answer.ended, zygote.jax)


def _all(questions: Sequence[Question], reason: str, jax: str) -> dict[int, Verdict]:
    return {each.number: Verdict("inconclusive", reason, jax=jax) for each in questions}
