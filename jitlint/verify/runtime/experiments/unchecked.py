"""Runs the flagged index, and hands the same index of an array of the same shape to NumPy.

Confirmed when NumPy raises IndexError and JAX has raised nothing there; refuted when the flagged
code ran in a call that the program makes, and NumPy raises nothing either, or JAX has raised.
A made-up call confirms if the same index meets the same shape with arguments of other sizes.
"""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from ..attempts.attempt_plan import AttemptPlan
from ..attempts.pre_import import PreImport
from ..observe.indexing import HeardIndexing, IndexUse
from ..program.attempt import Attempt
from ..program.call import CallOutcome, is_shape
from ..program.resolve_function import Unreachable
from ..program.userjax import jax, numpy
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted

BEFORE_IMPORT = True
GROWTH = 3
UNOBSERVED = "unobserved"


def test(pre_import: PreImport) -> Verdict:
    """Returns what a process of its own hears."""
    return pre_import.judged_in_fork(_listen)


def _listen(pre_import: PreImport) -> Verdict:
    heard = HeardIndexing(pre_import.files, pre_import.question.spot)
    heard.listen()
    verdict = _judge_all(pre_import, heard)
    if verdict.outcome == "refuted" and not heard.has_heard_all():
        return inconclusive(UNOBSERVED, "the program has replaced what reads items of arrays")
    return verdict


def _judge_all(pre_import: PreImport, heard: HeardIndexing) -> Verdict:
    plan = pre_import.plan()
    doing = f"importing `{pre_import.name.dotted}`"
    first = _concluded(plan, heard, doing)
    if first.outcome == "confirmed":
        return first
    fine = first if first.outcome == "refuted" and plan.program.loaded.error is None else None
    reasons = [first] if heard.unknown else []
    with suppress(Unreachable):
        for attempt in plan.attempts():
            verdict = _judge(plan, attempt, heard)
            if verdict.outcome == "confirmed":
                return verdict
            fine = fine or (verdict if verdict.outcome == "refuted" else None)
            reasons.append(verdict)
    return fine or _most_telling(reasons)


def _most_telling(reasons: list[Verdict]) -> Verdict:
    """Returns the first verdict of a call that has used the index, or else the last one."""
    ran = [each for each in reasons if each.reason.startswith((UNOBSERVED, "not_reproduced"))]
    return [*reasons[-1:], *ran[:1]][-1] if reasons else inconclusive("args_not_found")


def _judge(plan: AttemptPlan, attempt: Attempt, heard: HeardIndexing) -> Verdict:
    _forget(heard)
    trace = plan.trace(attempt)
    verdict = _concluded(plan, heard, attempt.description, attempt.arguments)
    if attempt.is_guessed and verdict.outcome != "inconclusive":
        return _of_guess(plan, attempt, heard, verdict)
    if verdict.outcome == "confirmed":
        return verdict
    if trace.error is not None and not heard.uses:
        return inconclusive("other_error", error_text(trace.error), attempt.arguments)
    return verdict if trace.record.ran else inconclusive("line_not_reached", "", attempt.arguments)


def _concluded(plan: AttemptPlan, heard: HeardIndexing, doing: str, arguments: str = "") -> Verdict:
    for use in heard.uses:
        if use.is_silent:
            text = f"JAX raised nothing at {plan.place}, while {doing}"
            return confirmed(text, arguments, _by_numpy(use))
    if heard.unknown or not heard.uses:
        text = f"no index of known numbers is seen to be used at {plan.place}"
        return inconclusive(UNOBSERVED, text, arguments)
    use = heard.uses[0]
    if use.raised:
        return refuted(f"JAX raised an error at {plan.place}, while {doing}", arguments)
    text = f"[{use.index}] is in the range of shape {use.shape} at {plan.place}, while {doing}"
    return refuted(text, arguments)


def _by_numpy(use: IndexUse) -> str:
    return (
        f"NumPy raises IndexError for [{use.index}] of the same shape, {use.shape}: {use.problem}"
    )


def _of_guess(plan: AttemptPlan, attempt: Attempt, heard: HeardIndexing, said: Verdict) -> Verdict:
    """What was made up may be what is out of range, or in it."""
    silent = {each for each in heard.uses if each.is_silent}
    leaves = attempt.call.leaves()
    others = [leaf for leaf in leaves if _changed(leaf) is not leaf]
    if silent and others:
        call = replace(attempt.call.mapped(_changed), text="", outcome=CallOutcome())
        _forget(heard)
        plan.trace(replace(attempt, call=call))
        silent &= set(heard.uses)
    if silent:
        return said
    text = "the index may be in range, or not, for other arguments than those made up"
    return inconclusive("not_reproduced", text, attempt.arguments)


def _changed(leaf: Any) -> Any:
    """Returns a number, or an array, of another size; what is neither stays."""
    if type(leaf) is int:
        return leaf + 1
    is_array = is_shape(leaf) or isinstance(leaf, (jax.Array, numpy.ndarray))
    if not is_array or not leaf.shape:
        return leaf
    return jax.ShapeDtypeStruct(tuple(each + GROWTH for each in leaf.shape), leaf.dtype)


def _forget(heard: HeardIndexing) -> None:
    heard.uses.clear()
    heard.unknown = 0
