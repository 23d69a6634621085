"""Runs the program as written, and again with the wrapper hoisted, and counts compilations.

Confirmed when they grow with the iterations as written, and hoisting saves them; refuted when
hoisting changes nothing. Where the spot makes no wrapper but calls one, with a static argument
that changes, there is nothing to hoist: every iteration compiles, or else it is refuted.
"""

from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

from ..attempts import Attempt
from ..compiling import Enough, Meter
from ..reach import Unreachable
from ..scene import Scene
from ..stage import Stage
from ..userjax import jax
from ..verdict import Verdict, confirmed, inconclusive, refuted, say_error
from ..watch import Record, Watch

BEFORE_IMPORT = True
MOST_ATTEMPTS = 12
CALLS = 5
NEW_EACH_TIME = "each iteration makes a new function, which JAX has not traced or compiled before"
TRACED_ALONE = "Python runs again in each iteration (a retrace), XLA does not (no recompilation)"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run showed; with fewer than two iterations there is nothing to compare.

    `made` counts the wrappers that were made at the spot, `calls` those of the function around,
    `first` what the first of several calls has compiled.
    """

    made: int = 0
    iterations: int = 0
    calls: int = 1
    traces: int = 0
    compilations: int = 0
    first: int = 0
    seconds: float = 0.0
    arguments: str = ""
    reason: str = ""


def test(stage: Stage) -> Verdict:
    """Returns what two runs in processes of their own say."""
    written = _run(stage, hoisted=False)
    if written.iterations < 2:
        return inconclusive(*_why_not(written))
    if not written.made:
        return _judge_calls(written)
    hoisted = _run(stage, hoisted=True)
    if hoisted.iterations < 2:
        return inconclusive(*_why_not(hoisted))
    return _compare(written, hoisted)


def _judge_calls(written: Run) -> Verdict:
    times = _times(written.iterations, "iteration" if written.calls == 1 else "call")
    said = f"{_times(written.compilations, 'compilation')} in {times}"
    if 1 < written.compilations >= written.iterations / 2 and written.compilations > written.first:
        return confirmed(f"{said}, {written.seconds:.1f} s of compiling", written.arguments)
    return refuted(said, written.arguments)


def _compare(written: Run, hoisted: Run) -> Verdict:
    many = f"in {written.iterations} iterations"
    compiled = f"{_times(written.compilations, 'compilation')} {many}"
    if _grows(written.compilations, hoisted.compilations, written.iterations):
        saved = f"({hoisted.compilations} if hoisted), {written.seconds:.1f} s of compiling"
        return confirmed(f"{compiled} {saved}", written.arguments, NEW_EACH_TIME)
    if _grows(written.traces, hoisted.traces, written.iterations):
        said = f"{_times(written.traces, 'trace')} {many} ({hoisted.traces} if hoisted)"
        return confirmed(said, written.arguments, TRACED_ALONE)
    said = f"{compiled} ({hoisted.compilations} if hoisted)"
    if written.compilations > hoisted.compilations:
        return inconclusive("args_disagree", said, written.arguments)
    return refuted(said, written.arguments)


def _times(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _grows(written: int, hoisted: int, iterations: int) -> bool:
    """A hoisted wrapper may compile twice, when what it returns has another type than it took."""
    return written > 1 and (written > 1.5 * hoisted or hoisted < written >= iterations)


def _why_not(run: Run) -> tuple[str, str]:
    kind, _, detail = run.reason.partition(": ")
    if run.iterations == 1:
        return "line_not_reached", "the loop's body ran once"
    return (kind, detail) if kind else ("line_not_reached", "the loop's body never ran")


def _run(stage: Stage, hoisted: bool) -> Run:
    found = stage.in_leaf(lambda: _measure(stage, hoisted))
    return Run(reason=found["ended"]) if "ended" in found else Run(**found)


def _measure(stage: Stage, hoisted: bool) -> dict[str, Any]:
    """The import comes first: what is at module level has then run already."""
    entry = stage.question.entry
    meter = Meter(stage.question.spot, stage.files, hoisted)
    meter.turn_on(entry.transform if entry else "jax.jit")
    scene = stage.scene()
    error = scene.program.loaded.error
    run = _read(meter, scene.at_import)
    within = entry.within if entry else scene.around
    if run.iterations < 2 and within and not isinstance(error, Enough):
        run = _call_host(stage, meter, within)
    elif run.iterations < 2 and error is not None:
        run = replace(run, reason=f"import_failed: {say_error(error)}")
    return asdict(run)


def _read(meter: Meter, record: Record) -> Run:
    iterations = meter.iterations or record.ran
    counts = (meter.traces, meter.compilations)
    return Run(meter.iterations, iterations, 1, *counts, seconds=meter.seconds)


def _call_host(stage: Stage, meter: Meter, within: str) -> Run:
    """Calls the function around the spot until a call comes to its second iteration."""
    scene, entry = stage.scene(), stage.question.entry
    best = Run(reason="args_not_found")
    try:
        file = entry.starts_file if entry else stage.question.file
        for attempt in islice(scene.of_host(within, file), MOST_ATTEMPTS):
            run = _call(meter, scene, attempt, 1)
            if run.iterations == 1 and not run.made and not run.reason:
                run = _call(meter, scene, attempt, CALLS)
            if run.iterations >= 2:
                return run
            best = max(best, run, key=lambda each: each.iterations)
    except Unreachable as error:
        return Run(reason=str(error))
    return best


def _call(meter: Meter, scene: Scene, attempt: Attempt, times: int) -> Run:
    """Each attempt counts afresh, and finds nothing in the caches."""
    jax.clear_caches()
    meter.reset()
    record, reason, first = scene.record(), "", 0
    try:
        call = attempt.repeatable()
        with Watch(scene.files, [record]):
            for number in range(times):
                call()
                first = meter.compilations if not number and times > 1 else first
    except BaseException as error:
        reason = f"args_not_found: {say_error(error)}"
    said = {"arguments": attempt.arguments, "reason": reason}
    return replace(_read(meter, record), calls=times, first=first, **said)
