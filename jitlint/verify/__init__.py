"""Asks JAX whether findings are right, in a process of its own: the last of the line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jitlint.finding import Finding, Span, Verdict
from jitlint.verify.asking import Progress, ask_all
from jitlint.verify.kept import Kept
from jitlint.verify.options import VerifyOptions
from jitlint.verify.questions import Question, by_module
from jitlint.verify.surroundings import surroundings
from jitlint.verify.zygote import VerifyError, Zygote

__all__ = ["VerifyError", "VerifyOptions", "verify"]


def verify(
    findings: Sequence[Finding[Span]],
    options: VerifyOptions = VerifyOptions(),
    progress: Progress = lambda path, done, total: None,
) -> tuple[Finding[Span], ...]:
    """Returns the same findings in the same order, each whose claim JAX can test with a verdict.

    Raises VerifyError, with one line to show, when the interpreter cannot be asked at all.
    """
    modules = by_module(findings, options.examples)
    if not modules:
        return tuple(findings)
    kept = Kept(options.cache, surroundings(options) if options.cache else "")
    verdicts: dict[int, Verdict] = {}
    for path, questions in modules.items():
        verdicts |= kept.known(path, questions)
    verdicts |= _asked(_without(modules, verdicts), kept, options, progress)
    return tuple(
        replace(finding, verdict=verdicts[number]) if number in verdicts else finding
        for number, finding in enumerate(findings)
    )


def _asked(
    modules: Mapping[str, Sequence[Question]],
    kept: Kept,
    options: VerifyOptions,
    progress: Progress,
) -> dict[int, Verdict]:
    if not modules:
        return {}
    with Zygote(options) as zygote:
        answers = ask_all(zygote, modules, options.timeout, options.jobs, progress)
    for path, questions in modules.items():
        kept.keep(path, questions, answers)
    kept.close()
    return {number: answer.verdict for number, answer in answers.items()}


def _without(
    modules: Mapping[str, Sequence[Question]], known: Mapping[int, Verdict]
) -> dict[str, list[Question]]:
    """Returns the questions that have no answer yet."""
    left = {
        path: [each for each in questions if each.number not in known]
        for path, questions in modules.items()
    }
    return {path: questions for path, questions in left.items() if questions}
