"""Runs the flagged call, and sees whether JAX traces the function anew for the form of the call.

Confirmed when an earlier call of the same function in the same run has another form, and JAX traces
at the span; and when it then traces neither the same call again nor the earlier one, nor one of the
two in the form of the other. Refuted when the call came after others in a run that the program
makes, and nothing was traced there.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from ..attempts.attempt_plan import AttemptPlan
from ..attempts.pre_import import PreImport
from ..limits import MOST_CALLERS, MOST_CALLS_OF_CALLER
from ..observe.form_calls import CallAtSpot, FormCalls
from ..program.attempt import Attempt
from ..program.resolve_function import Unreachable
from ..program.sources import aliases, callers
from ..program.sources import calls as written_calls
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted

BEFORE_IMPORT = True
IN_ONE_FORM = "in one form the two calls share a trace, and the same call again is not traced"


def test(pre_import: PreImport) -> Verdict:
    """Returns what a process of its own sees."""
    return pre_import.judged_in_fork(_listen)


def _listen(pre_import: PreImport) -> Verdict:
    calls = FormCalls(pre_import.question.spot, pre_import.files)
    calls.install()
    verdict = _judge_all(pre_import, calls)
    if verdict.outcome != "inconclusive" and not calls.hears():
        return inconclusive("unobserved", "the program has replaced what listens to JAX")
    return verdict


def _judge_all(pre_import: PreImport, calls: FormCalls) -> Verdict:
    plan = pre_import.plan()
    verdict = _of_run(plan, calls, f"importing `{pre_import.name.dotted}`")
    if verdict.outcome == "confirmed":
        return verdict
    is_whole = plan.program.loaded.error is None
    silent = verdict if verdict.outcome == "refuted" and is_whole else None
    reason = verdict if calls.callee else inconclusive("args_not_found")
    tries = 0
    with suppress(Unreachable):
        for attempt in plan.attempts():
            verdict = _judge(plan, attempt, calls)
            if calls.callee and _is_alone(calls) and tries < MOST_CALLERS:
                tries += 1
                verdict = _after_others(plan, attempt, calls) or verdict
            if verdict.outcome == "confirmed":
                return verdict
            silent = silent or (verdict if verdict.outcome == "refuted" else None)
            reason = verdict
    return silent or reason


def _judge(plan: AttemptPlan, attempt: Attempt, calls: FormCalls) -> Verdict:
    calls.forget()
    trace = plan.trace(attempt)
    verdict = _of_run(plan, calls, attempt.description, attempt.arguments)
    if verdict.outcome == "confirmed":
        return verdict
    if trace.error is not None:
        return inconclusive("other_error", error_text(trace.error), attempt.arguments)
    if not trace.record.ran:
        return inconclusive("line_not_reached", "", attempt.arguments)
    if verdict.outcome == "refuted" and attempt.is_guessed:
        return inconclusive("not_reproduced", verdict.evidence[0], attempt.arguments)
    return verdict


def _after_others(plan: AttemptPlan, attempt: Attempt, calls: FormCalls) -> Verdict | None:
    """Returns what confirms the finding when another caller of the function has run before."""
    for within, file in [*_other_callers(plan, calls.callee)][:MOST_CALLERS]:
        with suppress(Unreachable):
            for other in islice(plan.of_host(within, file), MOST_CALLS_OF_CALLER):
                calls.forget()
                plan.trace(other)
                calls.seen.clear()
                plan.trace(attempt, anew=False)
                doing = f"{attempt.description} after {other.description}"
                verdict = _of_run(plan, calls, doing, attempt.arguments)
                if verdict.outcome == "confirmed":
                    return verdict
                if other.call.outcome.is_success:
                    break
    return None


def _is_alone(calls: FormCalls) -> bool:
    """Whether the function was called at the spot alone: calls elsewhere may be of another form."""
    return all(each.is_alone for each in calls.seen)


def _calls_elsewhere(plan: AttemptPlan, name: str) -> bool:
    sources = plan.program.sources()
    return len([*written_calls(sources, aliases(sources, name))]) > 1


def _other_callers(plan: AttemptPlan, name: str) -> Iterator[tuple[str, str]]:
    found = dict.fromkeys(callers(plan.program.sources(), name) if name else ())
    own = (plan.around, plan.question.spot.path)
    yield from (each for each in found if each[0] and each != own)


def _of_run(plan: AttemptPlan, calls: FormCalls, doing: str, arguments: str = "") -> Verdict:
    for each in calls.seen:
        if each.earlier is not None:
            return _confirmed(each, doing, arguments)
    if not calls.seen:
        what = (
            "the first call of its function" if calls.callee else "no call of what `jax.jit` made"
        )
        return inconclusive("args_disagree", f"{plan.place} is {what}", arguments)
    name = f"`{calls.seen[0].function}`"
    if any(each.traces for each in calls.seen):
        text = f"{name} is traced at {plan.place}, and not for its form alone"
        return inconclusive("args_disagree", text, arguments)
    if any(each.is_known for each in calls.seen):
        text = f"{name} was called in this form before, and in another one"
        return inconclusive("args_disagree", text, arguments)
    if _is_alone(calls) and _calls_elsewhere(plan, calls.callee):
        text = f"{name} is not traced at {plan.place}, and no other call of it came before"
        return inconclusive("args_disagree", text, arguments)
    return refuted(f"{name} is not traced at {plan.place}, while {doing}", arguments)


def _confirmed(call: CallAtSpot, doing: str, arguments: str) -> Verdict:
    (path, here, there), *_ = call.blame
    before = call.earlier.shown if call.earlier else ""
    where = "before" if before == call.shown else f"at {before}"
    return confirmed(
        f"`{call.function}` is traced anew at {call.shown}, while {doing}",
        arguments,
        f"`{path}` is {here} there, and {there} {where}",
        IN_ONE_FORM,
    )
