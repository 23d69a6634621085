"""Makes an experiment where it can do no harm to the next: in a fork, or within a time."""

import contextlib
import signal
import time
from collections.abc import Generator, Sequence
from typing import Any

from .experiments import Experiment
from .places import is_internal
from .stage import Stage, TimeUpError
from .together import of_one_function, raised_together
from .verdict import Verdict, as_message, inconclusive, say_error
from .watch import Watch

SECONDS_BETWEEN_ALARMS = 0.5
LONGEST_OF_MANY = 5.0
UNOBSERVED = "the module took over Python's events while it was watched"


def tested(experiment: Experiment, stage: Stage) -> Verdict:
    """Makes an experiment here; user code runs in it, and may raise anything.

    An error that was raised in a file of this directory is none of the user's code.
    """
    Watch.interrupted = False
    try:
        verdict = experiment.test(stage)
    except TimeUpError:
        raise
    except BaseException as error:
        return inconclusive("internal" if is_internal(error) else "other_error", say_error(error))
    return inconclusive("unobserved", UNOBSERVED) if Watch.interrupted else verdict


def tested_apart(experiment: Experiment, stage: Stage) -> Verdict:
    """Makes an experiment in a fork of this process."""
    found = stage.in_leaf(lambda: as_message(tested(experiment, stage)))
    return inconclusive(found["ended"]) if "ended" in found else Verdict(**found)


def tested_in_time(experiment: Experiment, stage: Stage) -> Verdict:
    """Makes an experiment here; alarms interrupt its Python code when its time is up."""
    try:
        with alarmed(stage.seconds):
            return tested(experiment, stage)
    except TimeUpError:
        return inconclusive("timeout", f"{stage.seconds:.0f} s")


def all_confirmed(pairs: Sequence[tuple[Experiment, Stage]]) -> dict[int, Verdict]:
    """Makes experiments that only trace in one fork, and returns what they confirm.

    What one does not may be due to what those before have left behind, so it says nothing.
    """
    stop = time.monotonic() + _seconds(pairs)

    def work() -> dict[str, Any]:
        known = together(pairs, stop)
        for experiment, stage in pairs:
            stage.seconds = min(LONGEST_OF_MANY, stop - time.monotonic())
            if stage.seconds > 0 and stage.question.number not in known:
                verdict = tested_in_time(experiment, stage)
                known[stage.question.number] = verdict
        confirmed = {n: each for n, each in known.items() if each.outcome == "confirmed"}
        return {"confirmed": {n: as_message(verdict) for n, verdict in confirmed.items()}}

    found = pairs[0][1].in_leaf(work).get("confirmed", {})
    return {number: Verdict(**verdict) for number, verdict in found.items()}


def confirmed_here(pairs: Sequence[tuple[Experiment, Stage]]) -> dict[int, Verdict]:
    """Returns what one trace of each function confirms, made in this process."""
    return together(pairs, time.monotonic() + _seconds(pairs)) if pairs else {}


def _seconds(pairs: Sequence[tuple[Experiment, Stage]]) -> float:
    return min(stage.seconds for _, stage in pairs)


def together(pairs: Sequence[tuple[Experiment, Stage]], stop: float) -> dict[int, Verdict]:
    """Returns what one trace of each function confirms, as far as there is time until `stop`."""
    known: dict[int, Verdict] = {}
    for stages in of_one_function([stage for _, stage in pairs]):
        seconds = min(LONGEST_OF_MANY, stop - time.monotonic())
        if seconds > 0:
            with contextlib.suppress(BaseException), alarmed(seconds):
                known |= raised_together(stages)
    return known


@contextlib.contextmanager
def alarmed(seconds: float) -> Generator[None]:
    """Raises TimeUpError in the block when its time is up, again and again.

    What calls user code takes the first one for the user's.
    """

    def interrupt(*_: object) -> None:
        raise TimeUpError

    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, SECONDS_BETWEEN_ALARMS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
