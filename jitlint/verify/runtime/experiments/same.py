"""Puts a rewritten text in the place of the original, and compares calls of the two.

Confirmed when the finding is gone (the claimed error, or compilations), and results and gradients
are those that the original has without jit, for calls that take each side of its branches; refuted
when any of them differs, or an effect is not there any more: a line that it wrote, a state that it
left. Where jit alone keeps an effect from happening, nothing is concluded.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from ..attempts.attempt_plan import AttemptPlan
from ..attempts.callers import hosts
from ..attempts.compared_calls import (
    BACKWARD,
    FORWARD,
    ComparedCall,
    Comparison,
    compared_calls,
    compilations,
    errors_of,
    reach,
)
from ..attempts.pre_import import PreImport
from ..limits import MOST_HOST_CALLS
from ..observe.branch_sides import BranchSides
from ..observe.snapshot import Snapshot
from ..program.attempt import Attempt
from ..program.locations import real, split_cell
from ..program.replaced_code import NotReplaceableError, Replacement
from ..program.verdict import Verdict, confirmed, inconclusive, refuted

BEFORE_IMPORT = False


def test(pre_import: PreImport) -> Verdict:
    """Returns whether the rewritten functions do what the original ones do without jit."""
    plan = pre_import.plan()
    if Replacement.is_done:
        return inconclusive("postponed", "this process has the rewritten text already")
    sides = BranchSides(plan.files, plan.question.spot.file, plan.around)
    program = Snapshot.of(plan.modules(), ())
    calls = compared_calls(_attempts(plan), sides, program)
    if reason := _why_not(plan, calls, sides):
        return inconclusive(*reason)
    before = _compilations(plan, calls)
    program.restore()
    try:
        _replace(plan)
    except NotReplaceableError as error:
        return inconclusive(str(error))
    rewritten, compared = Snapshot.of(plan.modules(), ()), list[Comparison]()
    for each in calls:
        compared.append(each.again(rewritten))
        if difference := compared[-1].difference:
            return refuted(difference, each.attempt.arguments)
        if lost := compared[-1].lost:
            return inconclusive("effects_differ", f"with jit {lost}")
    return _conclusion(plan, calls, compared, before)


def _attempts(plan: AttemptPlan) -> Iterator[Attempt]:
    """The function around a wrapper that is made again and again is what compiles."""
    question = plan.question
    if question.claim != "recompiles":
        return plan.attempts()
    file = question.entry.starts.path if question.entry else question.spot.path
    within = question.entry.within if question.entry else plan.around
    host = next(iter(hosts(plan, within, file)))
    return islice(plan.of_host(*host), MOST_HOST_CALLS)


def _why_not(
    plan: AttemptPlan, calls: Sequence[ComparedCall], sides: BranchSides
) -> tuple[str, str] | None:
    if not calls:
        return "args_not_found", "no call found runs without jit, twice with one result"
    if not reach(calls, plan):
        return "line_not_reached", "no call found comes there"
    if missing := sides.missing():
        return "line_not_reached", missing
    if plan.question.claim == "raises" and not errors_of(calls, plan.question.errors):
        return "not_reproduced", "JAX raises nothing before the change either"
    return None


def _replace(plan: AttemptPlan) -> None:
    """Replaces the text of those of the files that are imported."""
    loaded = {real(module.__file__ or ""): module for module in plan.modules()}
    files = {each.file: loaded.get(split_cell(each.file)[0]) for each in plan.question.rewritten}
    modules = {file: module for file, module in files.items() if module is not None}
    Replacement.make([e for e in plan.question.rewritten if e.file in modules], modules)


def _compilations(plan: AttemptPlan, calls: Sequence[ComparedCall]) -> int:
    """Returns how much is compiled for the first call, if that is what the finding is about."""
    return compilations(calls[0].attempt) if plan.question.claim == "recompiles" else 0


def _conclusion(
    plan: AttemptPlan, calls: Sequence[ComparedCall], compared: Sequence[Comparison], before: int
) -> Verdict:
    count = len(calls)
    said = [f"same results on {count} input{'' if count == 1 else 's'}", *_derivatives(compared)]
    if any(each.has_effects for each in compared):
        said.append("same effects")
    if error := errors_of(calls, plan.question.errors):
        said.append(f"no {error} any more")
    if plan.question.claim == "recompiles":
        now = _compilations(plan, calls)
        if now >= before:
            return inconclusive("not_reproduced", f"{before} -> {now} compilations")
        said.append(f"{before} -> {now} compilations")
    return confirmed(", ".join(said), calls[0].attempt.arguments)


def _derivatives(compared: Sequence[Comparison]) -> Iterator[str]:
    """Yields which derivatives were compared, and on how many inputs if not on all."""
    said = {BACKWARD: "gradients agree", FORWARD: "only forward derivatives are left, and agree"}
    for direction, sentence in said.items():
        count = sum(each.direction == direction for each in compared)
        if count:
            yield sentence if count == len(compared) else f"{sentence} on {count}"
