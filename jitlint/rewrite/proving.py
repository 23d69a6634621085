"""Keeps, of the fixes that may change a result, those of which JAX says that they do not.

What is compared is the text with all fixes, a function at a time: where it is not shown to do the
same, none of the unsafe fixes in that function is kept, and the rest is tried again without them.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jitlint.core.finding import Finding, Span, Verdict
from jitlint.core.result import CheckResult
from jitlint.rewrite.recheck import Check, Fixed, Wanted, fixed, is_safe
from jitlint.suppression.fingerprint import identities

MOST_COMPARISONS = 4
"""The number of comparisons after which what is not proved is left alone."""

Prove = Callable[[Sequence[Finding[Span]], Fixed], Sequence[Verdict]]
Function = tuple[str, str]
Judged = tuple[tuple[Finding[Span], Verdict], ...]


@dataclass(frozen=True, slots=True)
class Proved:
    """The result of fixes, what JAX said of the unsafe ones, and of those that were not applied."""

    fixed: Fixed
    kept: Judged = ()
    left: Judged = ()


def proved(
    run: CheckResult, check: Check, wanted: Wanted, files: Mapping[str, bytes], prove: Prove
) -> Proved:
    """Returns the result of the fixes that are `wanted`, as `fixed` does, if safe or proved."""
    allowed = {function for function, each in _functions(run, wanted) if not is_safe(each)}
    left: Judged = ()
    for _ in range(MOST_COMPARISONS):
        done = fixed(run, check, _within(wanted, allowed), files)
        gone = {*done.gone}
        asked = [(f, e) for f, e in _functions(run, wanted) if e in gone and not is_safe(e)]
        verdicts = prove([each for _, each in asked], done) if asked else ()
        judged = [(f, e, v) for (f, e), v in zip(asked, verdicts, strict=True)]
        failed = {function for function, _, verdict in judged if verdict.outcome != "confirmed"}
        if not failed:
            kept = tuple((each, verdict) for _, each, verdict in judged)
            return Proved(done, kept, left)
        left += tuple((e, v) for f, e, v in judged if f in failed)
        allowed -= failed
    return Proved(fixed(run, check, _within(wanted, set()), files), (), left)


def _within(wanted: Wanted, allowed: set[Function]) -> Wanted:
    """Returns a function that selects the safe fixes, and others in some functions."""

    def selected(run: CheckResult) -> list[Finding[Span]]:
        return [e for f, e in _functions(run, wanted) if is_safe(e) or f in allowed]

    return selected


def _functions(run: CheckResult, wanted: Wanted) -> Iterator[tuple[Function, Finding[Span]]]:
    """Yields the findings to fix, and the functions that they lie in."""
    findings = [*wanted(run)]
    names = identities(findings, run.sources, os.getcwd())
    for name, finding in zip(names, findings, strict=True):
        yield (name.path, name.function), finding
