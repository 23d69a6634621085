"""Runs the program as written, and again with the wrapper hoisted, and counts compilations.

Confirmed when they grow with the iterations as written, and hoisting saves them; refuted when
hoisting changes nothing.
"""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..attempts import Attempt
from ..compiling import Enough, Meter
from ..reach import Unreachable
from ..stage import Stage
from ..userjax import jax
from ..verdict import Verdict, confirmed, inconclusive, refuted, say_error

BEFORE_IMPORT = True
MOST_ATTEMPTS = 12


@dataclass(frozen=True, slots=True)
class Run:
    """What one run showed; with fewer than two iterations there is nothing to compare."""

    iterations: int = 0
    traces: int = 0
    compilations: int = 0
    seconds: float = 0.0
    arguments: str = ""
    reason: str = ""


def test(stage: Stage) -> Verdict:
    """Returns what two runs in processes of their own say."""
    written = _run(stage, hoisted=False)
    if written.iterations < 2:
        return inconclusive(*_why_not(written))
    hoisted = _run(stage, hoisted=True)
    if hoisted.iterations < 2:
        return inconclusive(*_why_not(hoisted))
    return _compare(written, hoisted)


def _compare(written: Run, hoisted: Run) -> Verdict:
    many = f"in {written.iterations} iterations"
    compiled = f"{_times(written.compilations, 'compilation')} {many}"
    if _grows(written.compilations, hoisted.compilations):
        saved = f"({hoisted.compilations} if hoisted), {written.seconds:.1f} s of compiling"
        return confirmed(f"{compiled} {saved}", written.arguments)
    if _grows(written.traces, hoisted.traces):
        said = f"{_times(written.traces, 'trace')} {many} ({hoisted.traces} if hoisted)"
        return confirmed(said, written.arguments)
    return refuted(f"{compiled} ({hoisted.compilations} if hoisted)", written.arguments)


def _times(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _grows(written: int, hoisted: int) -> bool:
    return written > 1 and written > 1.5 * hoisted


def _why_not(run: Run) -> tuple[str, str]:
    kind, _, detail = run.reason.partition(": ")
    if kind and not (kind == "line_not_reached" and run.iterations):
        return kind, detail
    times = {0: "never", 1: "once"}[run.iterations]
    return "line_not_reached", f"the loop's body ran {times}"


def _run(stage: Stage, hoisted: bool) -> Run:
    found = stage.in_leaf(lambda: _measure(stage, hoisted))
    return Run(reason=found["ended"]) if "ended" in found else Run(**found)


def _measure(stage: Stage, hoisted: bool) -> dict[str, Any]:
    """The import comes first: what is at module level has then run already."""
    entry = stage.question.entry
    meter = Meter(stage.question.spot, stage.files, hoisted)
    meter.turn_on(entry.transform if entry else "jax.jit")
    scene = stage.scene()
    reason, arguments = "", ""
    within = entry.within if entry else scene.around
    if not isinstance(scene.loaded.error, Enough) and within and meter.iterations < 2:
        reason, arguments = _call_host(stage, meter, within)
    elif meter.iterations < 2 and scene.loaded.error is not None:
        reason = f"import_failed: {say_error(scene.loaded.error)}"
    return {
        "iterations": meter.iterations,
        "traces": meter.traces,
        "compilations": meter.compilations,
        "seconds": meter.seconds,
        "arguments": arguments,
        "reason": "" if meter.iterations >= 2 else reason,
    }


def _call_host(stage: Stage, meter: Meter, within: str) -> tuple[str, str]:
    """Calls the function around the loop until a call comes to its second iteration."""
    scene, entry = stage.scene(), stage.question.entry
    reason = "args_not_found"
    try:
        file = entry.starts_file if entry else stage.question.file
        for attempt in islice(scene.of_host(within, file), MOST_ATTEMPTS):
            error = _call(meter, attempt)
            if meter.iterations >= 2:
                return "", attempt.arguments
            reason = f"args_not_found: {say_error(error)}" if error else "line_not_reached"
    except Unreachable as error:
        return str(error), ""
    return reason, ""


def _call(meter: Meter, attempt: Attempt) -> BaseException | None:
    """Each attempt counts afresh, and finds nothing in the caches."""
    jax.clear_caches()
    meter.iterations = meter.traces = meter.compilations = 0
    meter.seconds = 0.0
    try:
        attempt.repeatable()()
    except BaseException as error:
        return error
    return None
