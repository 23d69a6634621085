"""One trace of a function for all findings in it, judged by the error's traceback alone."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from .attempts import Attempt
from .places import Files
from .raising import as_confirmed, is_telling
from .resuming import innermost
from .stage import Stage, TimeUpError
from .verdict import Verdict
from .watch import Raised

MOST_ATTEMPTS = 16
MOST_CONCRETE = 3


def of_one_function(stages: Sequence[Stage]) -> list[list[Stage]]:
    """Returns the findings of kind "raises" whose function is known, those of one side by side."""
    known = [each for each in stages if each.question.kind == "raises" and each.question.entry]
    return [[*group] for _, group in groupby(sorted(known, key=_function), key=_function)]


def raised_together(stages: Sequence[Stage]) -> dict[int, Verdict]:
    """Returns what a few calls of a function confirm of the findings in it.

    What confirms one of them is tried first for the next function.
    """
    scene = stages[0].scene()
    found: dict[int, Verdict] = {}
    concrete = 0
    for attempt in islice(scene.attempts(), MOST_ATTEMPTS):
        raised = _raised_by(attempt, scene.files)
        new = {} if raised is None else dict(_confirmed(stages, attempt, raised))
        found = new | found
        concrete += attempt.call.outcome.needs_concrete
        if new:
            scene.program.shared.uniform = attempt.call.uniform
        if (
            len(found) == len(stages)
            or concrete == MOST_CONCRETE
            or attempt.call.outcome.is_success
        ):
            break
    return found


def _function(stage: Stage) -> str:
    return repr((stage.question.entry, stage.question.file))


def _raised_by(attempt: Attempt, files: Files) -> Raised | None:
    """Returns the error of an attempt where the innermost frame of the user's has it."""
    try:
        attempt.trace(anew=False)
    except TimeUpError:
        raise
    except BaseException as error:
        return innermost(error, files)
    return None


def _confirmed(
    stages: Sequence[Stage], attempt: Attempt, raised: Raised
) -> Iterator[tuple[int, Verdict]]:
    if not is_telling(attempt, raised):
        return
    for stage in stages:
        scene, question = stage.scene(), stage.question
        if scene.record().hit(raised) and {*question.errors} & {*raised.names}:
            yield question.number, as_confirmed(scene, raised, attempt)
