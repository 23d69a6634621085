"""Counts in how many of three equal calls the flagged expression runs, with and without jit."""

import ast
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from ..limits import EQUAL_CALLS
from ..observe.snapshot import CONTAINERS, Snapshot
from ..observe.watch import Watch
from ..program.attempt import Attempt
from ..program.observed_calls import ObservedCall
from ..program.transforms import last_name
from ..program.userjax import jax
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted
from .attempt_plan import AttemptPlan
from .changed_state import changed_name
from .observable_state import looks_the_same
from .seeding import asks_clock, asks_outside, is_seeded
from .taken_back import is_taken_back

NOBODY = "nobody can tell"
UNSEEN = "output, state and results are the same without jit"
Run = Callable[[], Any]


@dataclass(slots=True)
class Count:
    """Runs of the expression in each call, what a call returned or raised."""

    runs: list[int]
    result: Any = None
    error: BaseException | None = None
    observed_call: ObservedCall | None = None
    traced: int = 0

    @property
    def calls(self) -> int:
        """In how many calls it ran."""
        return sum(run > 0 for run in self.runs)


@dataclass(frozen=True, slots=True)
class Counted:
    """A verdict from counts, and the attempt that it rests on."""

    verdict: Verdict
    attempt: Attempt | None = None

    @property
    def is_final(self) -> bool:
        """Whether no other attempt is to be made; one where nobody can tell needs no other."""
        return self.verdict.outcome != "inconclusive" or any(
            NOBODY in each for each in (self.verdict.reason, *self.verdict.evidence)
        )


def count(plan: AttemptPlan) -> Counted:
    """Returns the verdict of the first attempt that runs the expression and raises nothing."""
    reasons: list[Verdict] = []
    for attempt in plan.attempts():
        counted = _judge(plan, attempt)
        if counted.is_final:
            return counted
        reasons.append(counted.verdict)
    reached = [each for each in reasons if not each.reason.startswith("args_not_found")]
    return Counted((reached or reasons or [inconclusive("args_not_found")])[0])


def _judge(plan: AttemptPlan, attempt: Attempt, within: Attempt | None = None) -> Counted:
    """A function that another makes and calls, and keeps, is looked at from `within` that."""
    before = Snapshot.of(plan.modules(), attempt.subject.leading)
    staged = _calls(plan, attempt.repeatable)
    if attempt.subject.host:
        for inner in plan.of_result(staged.result, staged.observed_call):
            seen = staged.observed_call
            is_kept = seen is not None and inner.subject.function is seen.function
            counted = _judge(plan, inner, attempt if is_kept else None)
            if counted.is_final:
                return counted
    if staged.error is not None:
        kind = "other_error" if any(staged.runs) else "args_not_found"
        return Counted(inconclusive(kind, error_text(staged.error), attempt.arguments))
    before.restore()
    plain = _calls(plan, lambda: _without_jit(attempt), disabled=True)
    if plain.error is not None:
        return Counted(inconclusive("other_error", error_text(plain.error), attempt.arguments))
    verdict = _compare(attempt, staged, plain)
    verdict = _of_named_line(plan, attempt, within or attempt, verdict, staged.traced)
    if verdict.outcome == "confirmed" and is_taken_back(plan):
        text = f"{verdict.evidence[0]}, and all its callers put back what it changes"
        verdict = inconclusive("args_disagree", text, attempt.arguments)
    return Counted(verdict, attempt)


def _of_named_line(
    plan: AttemptPlan, attempt: Attempt, seen: Attempt, verdict: Verdict, traced: int
) -> Verdict:
    """A line that no rule has flagged may be without effect, or not be traced at all."""
    question, text = plan.question, verdict.evidence
    is_named = question.named_by_user and verdict.outcome == "confirmed"
    if is_named and not _asks_clock(plan) and looks_the_same(plan, seen):
        if _asks_outside(plan):
            return verdict if changed_name(plan) else _may_differ(verdict)
        return refuted(f"{text[0]}, and {NOBODY}: {UNSEEN}", attempt.arguments)
    is_told = _is_seen_in_state(plan) or (seen is not attempt and question.kind != "impure")
    if verdict.outcome == "confirmed" and is_told and looks_the_same(plan, seen):
        unseen = f"{text[0]}, and {NOBODY}: {UNSEEN}"
        return inconclusive("args_disagree", unseen, attempt.arguments)
    is_untraced = attempt.subject.host and question.entry is None and not traced
    if question.named_by_user and is_untraced and verdict.reason.startswith("args_disagree"):
        name = attempt.subject.name
        return refuted(f"runs in each call of `{name}`, not traced", attempt.arguments)
    return verdict


def _asks_clock(plan: AttemptPlan) -> bool:
    spot = plan.question.spot
    return plan.question.kind == "impure" and asks_clock(
        plan.program.source(spot.file).tree, spot.row
    )


def _asks_outside(plan: AttemptPlan) -> bool:
    spot = plan.question.spot
    return plan.question.kind == "impure" and asks_outside(
        plan.program.source(spot.file).tree, spot.row
    )


def _may_differ(verdict: Verdict) -> Verdict:
    text = f"{verdict.evidence[0]}, and what it reads was the same each time"
    return inconclusive("args_disagree", text, verdict.arguments)


def _is_seen_in_state(plan: AttemptPlan) -> bool:
    """Whether the result or a module's variable tells of the flagged code, if anything does."""
    spot = plan.question.spot
    line = plan.program.source(spot.file).line(spot.row).strip()
    try:
        statement = ast.parse(line).body[0]
    except (SyntaxError, IndexError):
        return False
    if plan.question.kind == "impure":
        return is_seeded(plan.program.source(spot.file).tree, spot.row)
    return _is_of_module(statement, vars(plan.program.loaded.module))


def _is_of_module(statement: ast.stmt, held: Mapping[str, Any]) -> bool:
    """Whether a statement counts in a variable, or changes a container, of the module's."""
    match statement:
        case ast.AugAssign(ast.Name(name)):
            return name in held
        case (
            ast.Expr(ast.Call(ast.Attribute(ast.Name(name))))
            | ast.Assign([ast.Subscript(ast.Name(name))])
            | ast.AugAssign(ast.Subscript(ast.Name(name)))
        ):
            return type(held.get(name)) in CONTAINERS
        case _:
            return False


def _compare(attempt: Attempt, staged: Count, plain: Count) -> Verdict:
    if not any(plain.runs):
        return inconclusive("line_not_reached", "", attempt.arguments)
    if attempt.subject.host:
        return _compare_totals(attempt, sum(staged.runs), sum(plain.runs))
    text = (
        f"ran in {staged.calls} of {EQUAL_CALLS} calls ({plain.calls} of {EQUAL_CALLS} without jit)"
    )
    conclude = confirmed if staged.calls < plain.calls else refuted
    return conclude(text, attempt.arguments)


def _compare_totals(attempt: Attempt, staged: int, plain: int) -> Verdict:
    """A host may make one call of what it jits, which tells nothing of the next."""
    if staged < plain:
        name = attempt.subject.name
        text = f"ran {staged} times in {EQUAL_CALLS} calls of `{name}` ({plain} times without jit)"
        return confirmed(text, attempt.arguments)
    return inconclusive("args_disagree", f"ran {staged} times, {plain} without jit")


def _without_jit(attempt: Attempt) -> Run:
    """Returns the call without jit; `disable_jit` has no effect on what only traces."""
    traces_only = last_name(attempt.transform) in ("make_jaxpr", "eval_shape")
    return attempt.plain if traces_only else attempt.repeatable()


def _calls(plan: AttemptPlan, make: Callable[[], Run], disabled: bool = False) -> Count:
    count = Count([])
    with jax.disable_jit() if disabled else nullcontext():
        try:
            call = make()
            for _ in range(EQUAL_CALLS):
                count.result = _watched(plan, call, count)
        except BaseException as error:
            count.error = error
    return count


def _watched(plan: AttemptPlan, call: Run, count: Count) -> Any:
    record = plan.record()
    try:
        with Watch(plan.files, [record]):
            return call()
    finally:
        count.runs.append(record.ran)
        count.traced += record.traced
        count.observed_call = count.observed_call or record.observed_call
