"""Runs the program as written, and again with the wrapper hoisted, and counts compilations.

Confirmed when they grow with the iterations as written, and hoisting saves them; refuted when
hoisting changes nothing. Where the spot makes no wrapper but calls one, with a static argument
that changes, there is nothing to hoist: every iteration compiles, or else it is refuted. A wrapper
that is made once and called again and again is hoisted already, which refutes too.
"""

import linecache
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

from ..attempts.attempt_plan import AttemptPlan
from ..attempts.callers import Host, hosts, is_method
from ..attempts.pre_import import PreImport
from ..limits import MOST_HOST_CALLS, MOST_SEARCHED_HOST_CALLS, REPEATED_CALLS
from ..observe.compiling import CompileCounter, EnoughIterations
from ..observe.retrace_diff import changes
from ..observe.watch import SpotRecord, Watch
from ..program.attempt import Attempt
from ..program.resolve_function import Unreachable
from ..program.userjax import jax
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted

BEFORE_IMPORT = True
OF_LIBRARY = re.compile(r"\bfilter_[jp]\w+|\bnnx\.")
UNHEARD = "unobserved: the program has removed what listens to JAX"
NEW_EACH_TIME = "a new function object each {}, which JAX has not traced or compiled before"
TRACED_ALONE = "Python runs again in each {} (a retrace), XLA does not (no recompilation)"


@dataclass(frozen=True, slots=True)
class RunCounts:
    """The counts of one run; with fewer than two iterations there is nothing to compare.

    `made` counts the wrappers that were made at the spot, `used` how often they were called,
    `calls` those of the function around, `first` and `first_traces` what the first of several
    has compiled and traced.
    The program holds a wrapper that is `kept`. What `changed` from trace to trace is a sentence.
    """

    made: int = 0
    iterations: int = 0
    calls: int = 1
    traces: int = 0
    compilations: int = 0
    first: int = 0
    first_traces: int = 0
    used: int = 0
    kept: bool = False
    seconds: float = 0.0
    arguments: str = ""
    reason: str = ""
    changed: str = ""


def test(pre_import: PreImport) -> Verdict:
    """Returns what two runs in processes of their own say."""
    written = _run(pre_import, hoisted=False)
    if written.made == 1 < written.used and _is_hoistable(pre_import):
        compiled = _times(written.compilations, "compilation")
        return refuted(f"made once and called {written.used} times: {compiled}", written.arguments)
    if written.iterations < 2:
        return inconclusive(*_why_not(written))
    if not written.made:
        return _judge_calls(written)
    hoisted = _run(pre_import, hoisted=True)
    if hoisted.iterations < 2:
        return inconclusive(*_why_not(hoisted))
    return _compare(written, hoisted, _is_hoistable(pre_import))


def _judge_calls(written: RunCounts) -> Verdict:
    times = _times(written.iterations, _one(written))
    text = f"{_times(written.compilations, 'compilation')} in {times}"
    because = [written.changed] if written.changed else []
    if _comes_again(written.compilations, written.first, written.iterations):
        cost = f"{text}, {written.seconds:.1f} s of compiling"
        return confirmed(cost, written.arguments, *because)
    if _comes_again(written.traces, written.first_traces, written.iterations):
        traces = f"{_times(written.traces, 'trace')} in {times}"
        return confirmed(traces, written.arguments, *because, TRACED_ALONE.format(_one(written)))
    return refuted(text, written.arguments)


def _comes_again(count: int, first: int, iterations: int) -> bool:
    """The first call may trace much that it calls: what counts is what the later ones do."""
    return 1 < count >= iterations / 2 and count > first


def _is_hoistable(pre_import: PreImport) -> bool:
    """Whether a hoisted wrapper is the same to JAX: those of libraries make another inside."""
    spot = pre_import.question.spot
    rows = "".join(linecache.getlines(spot.file)[spot.row - 1 : spot.end_row])
    return not OF_LIBRARY.search(rows)


def _compare(written: RunCounts, hoisted: RunCounts, is_hoistable: bool) -> Verdict:
    one = _one(written)
    many = f"in {_times(written.iterations, one)}"
    compiled = f"{_times(written.compilations, 'compilation')} {many}"
    if _grows(written.compilations, hoisted.compilations, written.iterations):
        saved = f"({hoisted.compilations} if hoisted), {written.seconds:.1f} s of compiling"
        return confirmed(f"{compiled} {saved}", written.arguments, NEW_EACH_TIME.format(one))
    if _grows(written.traces, hoisted.traces, written.iterations):
        text = f"{_times(written.traces, 'trace')} {many} ({hoisted.traces} if hoisted)"
        return confirmed(text, written.arguments, TRACED_ALONE.format(one))
    text = f"{compiled} ({hoisted.compilations} if hoisted)"
    if written.compilations > hoisted.compilations or (
        not is_hoistable and written.compilations > 1
    ):
        return inconclusive("args_disagree", text, written.arguments)
    return refuted(text, written.arguments)


def _one(written: RunCounts) -> str:
    return "iteration" if written.calls == 1 else "call"


def _times(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _grows(written: int, hoisted: int, iterations: int) -> bool:
    """A hoisted wrapper may compile twice, when what it returns has another type than it took."""
    return written > 1 and (written > 1.5 * hoisted or hoisted < written >= iterations)


def _why_not(run: RunCounts) -> tuple[str, str]:
    kind, _, detail = run.reason.partition(": ")
    if run.iterations == 1 and not kind:
        return "line_not_reached", "the loop's body ran once"
    return (kind, detail) if kind else ("line_not_reached", "the loop's body never ran")


def _run(pre_import: PreImport, hoisted: bool) -> RunCounts:
    found = pre_import.in_fork(lambda: _measure(pre_import, hoisted))
    return RunCounts(reason=found["ended"]) if "ended" in found else RunCounts(**found)


def _measure(pre_import: PreImport, hoisted: bool) -> dict[str, Any]:
    """The import comes first: what is at module level has then run already."""
    entry = pre_import.question.entry
    meter = CompileCounter(pre_import.question.spot, pre_import.files, hoisted)
    meter.install(entry.transform if entry else "jax.jit")
    plan = pre_import.plan()
    error = plan.program.loaded.error
    run = _read(meter, plan.at_import)
    within = entry.within if entry else plan.around
    if run.iterations < 2 and within and not isinstance(error, EnoughIterations):
        run = _call_hosts(pre_import, meter, within)
    elif run.iterations < 2 and error is not None:
        run = replace(run, reason=f"import_failed: {error_text(error)}")
    return asdict(run if meter.hears() else RunCounts(reason=UNHEARD))


def _read(meter: CompileCounter, record: SpotRecord) -> RunCounts:
    iterations = meter.iterations or record.ran
    signatures = record.signatures or ()
    names = () if meter.iterations else {each.function for each in signatures}
    traces, compilations, seconds = meter.counts_of(names)
    return RunCounts(
        meter.iterations,
        iterations,
        traces=traces,
        compilations=compilations,
        used=meter.used,
        kept=meter.is_kept,
        seconds=seconds,
        changed=changes(signatures),
    )


def _call_hosts(pre_import: PreImport, meter: CompileCounter, within: str) -> RunCounts:
    """Calls the function around the spot, or those that call it, until one has a loop.

    Where none has, a method that makes a wrapper, and keeps it nowhere, is called repeatedly.
    """
    plan, entry = pre_import.plan(), pre_import.question.entry
    file = entry.starts.path if entry else pre_import.question.spot.path
    runs: list[RunCounts] = []
    for host in hosts(plan, within, file):
        runs.append(_call_host(meter, plan, host))
        if runs[-1].iterations >= 2 or (len(runs) == 1 and runs[0].iterations == 0):
            return runs[-1]
    own = runs[0]
    if own.made == own.used == 1 and not own.kept and is_method(within):
        return _call_host(meter, plan, (within, file), REPEATED_CALLS)
    return own


def _call_host(meter: CompileCounter, plan: AttemptPlan, host: Host, times: int = 1) -> RunCounts:
    """Calls a function until a call comes to its second iteration."""
    best = RunCounts(reason="args_not_found")
    try:
        for attempt in _attempts(plan, host):
            run = _call(meter, plan, attempt, times)
            if run.iterations == 1 and not run.made and not run.reason:
                run = _call(meter, plan, attempt, REPEATED_CALLS)
            if run.iterations >= 2:
                return run
            best = max(best, run, key=lambda each: (each.iterations, each.used, each.reason))
    except Unreachable as error:
        return RunCounts(reason=str(error))
    return best


def _attempts(plan: AttemptPlan, host: Host) -> Iterator[Attempt]:
    """The calls that are shown or guessed first; if all fail, those that their errors lead to."""
    for attempt in islice(plan.of_host(*host), MOST_HOST_CALLS):
        yield attempt
        if attempt.call.outcome.is_success:
            return
    yield from islice(plan.of_host(*host, searched=True), MOST_SEARCHED_HOST_CALLS)


def _call(meter: CompileCounter, plan: AttemptPlan, attempt: Attempt, times: int) -> RunCounts:
    """Each attempt counts afresh, and finds nothing in the caches."""
    jax.clear_caches()
    meter.reset()
    record, reason, first = plan.record(), "", RunCounts()
    record.signatures = []
    try:
        call = attempt.repeatable()
        with Watch(plan.files, [record]):
            for number in range(times):
                call()
                first = first if number or times == 1 else _read(meter, record)
    except BaseException as error:
        reason = f"args_not_found: {error_text(error)}"
    text = {"arguments": attempt.arguments, "reason": reason, "calls": times}
    early = {"first": first.compilations, "first_traces": first.traces}
    return replace(_read(meter, record), **early, **text)
