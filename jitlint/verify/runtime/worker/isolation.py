"""Runs each experiment so that it cannot harm the next: in a fork, or within a time."""

import contextlib
import time
from collections.abc import Sequence
from typing import Any

from ..attempts.alarm import alarmed
from ..attempts.pre_import import PreImport
from ..attempts.shared_trace import of_one_function, raised_together
from ..experiments import Experiment
from ..limits import SHARED_EXPERIMENT_SECONDS
from ..observe.watch import Watch
from ..program.attempt import TimeUpError
from ..program.locations import is_internal
from ..program.resolve_function import Unreachable
from ..program.verdict import Verdict, as_message, error_text, inconclusive

Pairs = Sequence[tuple[Experiment, PreImport]]
UNOBSERVED = "the module took over Python's events while it was watched"


def run_experiment(experiment: Experiment, pre_import: PreImport) -> Verdict:
    """Runs an experiment here; user code runs in it, and may raise anything.

    An error that was raised in a file of this directory is none of the user's code.
    """
    Watch.interrupted = False
    try:
        verdict = experiment.test(pre_import)
    except TimeUpError:
        raise
    except Unreachable as error:
        return inconclusive(str(error))
    except BaseException as error:
        return inconclusive("internal" if is_internal(error) else "other_error", error_text(error))
    return inconclusive("unobserved", UNOBSERVED) if Watch.interrupted else verdict


def run_in_fork(experiment: Experiment, pre_import: PreImport) -> Verdict:
    """Runs an experiment in a fork of this process."""
    found = pre_import.in_fork(lambda: as_message(run_experiment(experiment, pre_import)))
    return inconclusive(found["ended"]) if "ended" in found else Verdict(**found)


def run_in_time(experiment: Experiment, pre_import: PreImport) -> Verdict:
    """Runs an experiment here; alarms interrupt its Python code when its time is up."""
    try:
        with alarmed(pre_import.seconds):
            return run_experiment(experiment, pre_import)
    except TimeUpError:
        return inconclusive("timeout", f"{pre_import.seconds:.0f} s")


def all_confirmed(pairs: Pairs) -> dict[int, Verdict]:
    """Makes experiments that only trace in one fork, and returns what they confirm.

    What one does not may be due to what those before have left behind, so it says nothing.
    """
    stop = time.monotonic() + _seconds(pairs)

    def work() -> dict[str, Any]:
        known = confirmed_together(pairs, stop)
        for experiment, pre_import in pairs:
            pre_import.seconds = min(SHARED_EXPERIMENT_SECONDS, stop - time.monotonic())
            if pre_import.seconds > 0 and pre_import.question.number not in known:
                verdict = run_in_time(experiment, pre_import)
                known[pre_import.question.number] = verdict
        confirmed = {n: each for n, each in known.items() if each.outcome == "confirmed"}
        return {"confirmed": {n: as_message(verdict) for n, verdict in confirmed.items()}}

    found = pairs[0][1].in_fork(work).get("confirmed", {})
    return {number: Verdict(**verdict) for number, verdict in found.items()}


def confirmed_here(pairs: Pairs) -> dict[int, Verdict]:
    """Returns what one trace of each function confirms, made in this process."""
    return confirmed_together(pairs, time.monotonic() + _seconds(pairs)) if pairs else {}


def _seconds(pairs: Pairs) -> float:
    return min(pre_import.seconds for _, pre_import in pairs)


def confirmed_together(pairs: Pairs, stop: float) -> dict[int, Verdict]:
    """Returns what one trace of each function confirms, as far as there is time until `stop`."""
    known: dict[int, Verdict] = {}
    for pre_imports in of_one_function([pre_import for _, pre_import in pairs]):
        seconds = min(SHARED_EXPERIMENT_SECONDS, stop - time.monotonic())
        if seconds > 0:
            with contextlib.suppress(BaseException), alarmed(seconds):
                known |= raised_together(pre_imports)
    return known
