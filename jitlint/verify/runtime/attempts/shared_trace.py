"""One trace of a function for all findings in it, judged by the error's traceback alone."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from ..limits import MOST_CONCRETE_ERRORS, MOST_SHARED_ATTEMPTS
from ..observe.watch import Raised
from ..program.attempt import Attempt
from ..program.verdict import Verdict
from .pre_import import PreImport
from .raising import as_confirmed, is_telling
from .resuming import innermost


def of_one_function(pre_imports: Sequence[PreImport]) -> list[list[PreImport]]:
    """Returns the findings of kind "raises" whose function is known, those of one side by side."""
    known = [each for each in pre_imports if each.question.kind == "raises" and each.question.entry]
    return [[*group] for _, group in groupby(sorted(known, key=_function), key=_function)]


def raised_together(pre_imports: Sequence[PreImport]) -> dict[int, Verdict]:
    """Returns what a few calls of a function confirm of the findings in it.

    What confirms one of them is tried first for the next function.
    """
    plan = pre_imports[0].plan()
    found: dict[int, Verdict] = {}
    concrete = 0
    for attempt in islice(plan.attempts(), MOST_SHARED_ATTEMPTS):
        _, error = attempt.tried(anew=False)
        raised = error and innermost(error, plan.files)
        new = {} if raised is None else dict(_confirmed(pre_imports, attempt, raised))
        found = new | found
        concrete += attempt.call.outcome.needs_concrete
        if new:
            plan.program.shared.uniform = attempt.call.uniform
        is_over = concrete == MOST_CONCRETE_ERRORS or attempt.call.outcome.is_success
        if is_over or len(found) == len(pre_imports):
            break
    return found


def _function(pre_import: PreImport) -> str:
    return repr((pre_import.question.entry, pre_import.question.spot.path))


def _confirmed(
    pre_imports: Sequence[PreImport], attempt: Attempt, raised: Raised
) -> Iterator[tuple[int, Verdict]]:
    if raised.is_of_another_cause or not is_telling(attempt, raised):
        return
    for pre_import in pre_imports:
        plan, question = pre_import.plan(), pre_import.question
        if plan.record().is_at_spot(raised) and {*question.errors} & {*raised.names}:
            yield question.number, as_confirmed(plan, raised, attempt)
