"""Makes an experiment where it can do no harm to the next: in a fork, or within a time."""

import contextlib
import signal
import time
from collections.abc import Generator, Sequence
from typing import Any

from ..attempts.pre_import import PreImport
from ..attempts.shared_trace import of_one_function, raised_together
from ..experiments import Experiment
from ..limits import ALARM_INTERVAL_SECONDS, SHARED_EXPERIMENT_SECONDS
from ..observe.watch import Watch
from ..program.attempt import TimeUpError
from ..program.locations import is_internal
from ..program.verdict import Verdict, as_message, inconclusive, say_error

UNOBSERVED = "the module took over Python's events while it was watched"


def tested(experiment: Experiment, before_import: PreImport) -> Verdict:
    """Makes an experiment here; user code runs in it, and may raise anything.

    An error that was raised in a file of this directory is none of the user's code.
    """
    Watch.interrupted = False
    try:
        verdict = experiment.test(before_import)
    except TimeUpError:
        raise
    except BaseException as error:
        return inconclusive("internal" if is_internal(error) else "other_error", say_error(error))
    return inconclusive("unobserved", UNOBSERVED) if Watch.interrupted else verdict


def tested_apart(experiment: Experiment, before_import: PreImport) -> Verdict:
    """Makes an experiment in a fork of this process."""
    found = before_import.in_leaf(lambda: as_message(tested(experiment, before_import)))
    return inconclusive(found["ended"]) if "ended" in found else Verdict(**found)


def tested_in_time(experiment: Experiment, before_import: PreImport) -> Verdict:
    """Makes an experiment here; alarms interrupt its Python code when its time is up."""
    try:
        with alarmed(before_import.seconds):
            return tested(experiment, before_import)
    except TimeUpError:
        return inconclusive("timeout", f"{before_import.seconds:.0f} s")


def all_confirmed(pairs: Sequence[tuple[Experiment, PreImport]]) -> dict[int, Verdict]:
    """Makes experiments that only trace in one fork, and returns what they confirm.

    What one does not may be due to what those before have left behind, so it says nothing.
    """
    stop = time.monotonic() + _seconds(pairs)

    def work() -> dict[str, Any]:
        known = together(pairs, stop)
        for experiment, before_import in pairs:
            before_import.seconds = min(SHARED_EXPERIMENT_SECONDS, stop - time.monotonic())
            if before_import.seconds > 0 and before_import.question.number not in known:
                verdict = tested_in_time(experiment, before_import)
                known[before_import.question.number] = verdict
        confirmed = {n: each for n, each in known.items() if each.outcome == "confirmed"}
        return {"confirmed": {n: as_message(verdict) for n, verdict in confirmed.items()}}

    found = pairs[0][1].in_leaf(work).get("confirmed", {})
    return {number: Verdict(**verdict) for number, verdict in found.items()}


def confirmed_here(pairs: Sequence[tuple[Experiment, PreImport]]) -> dict[int, Verdict]:
    """Returns what one trace of each function confirms, made in this process."""
    return together(pairs, time.monotonic() + _seconds(pairs)) if pairs else {}


def _seconds(pairs: Sequence[tuple[Experiment, PreImport]]) -> float:
    return min(before_import.seconds for _, before_import in pairs)


def together(pairs: Sequence[tuple[Experiment, PreImport]], stop: float) -> dict[int, Verdict]:
    """Returns what one trace of each function confirms, as far as there is time until `stop`."""
    known: dict[int, Verdict] = {}
    for befores in of_one_function([before_import for _, before_import in pairs]):
        seconds = min(SHARED_EXPERIMENT_SECONDS, stop - time.monotonic())
        if seconds > 0:
            with contextlib.suppress(BaseException), alarmed(seconds):
                known |= raised_together(befores)
    return known


@contextlib.contextmanager
def alarmed(seconds: float) -> Generator[None]:
    """Raises TimeUpError in the block when its time is up, again and again.

    What calls user code takes the first one for the user's.
    """

    def interrupt(*_: object) -> None:
        raise TimeUpError

    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, ALARM_INTERVAL_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
