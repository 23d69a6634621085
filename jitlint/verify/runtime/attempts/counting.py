"""Counts in how many of three equal calls the flagged expression runs, with and without jit."""

import ast
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from ..limits import EQUAL_CALLS
from ..observe.snapshot import Snapshot
from ..observe.watch import Watch
from ..program.attempt import Attempt
from ..program.observed_calls import ObservedCall
from ..program.transforms import last_name
from ..program.userjax import jax
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted
from .attempt_plan import AttemptPlan
from .observable_state import looks_the_same
from .seeding import asks_clock, is_seeded

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


def count(plan: AttemptPlan) -> Counted:
    """Returns the verdict of the first attempt that runs the expression and raises nothing."""
    reasons: list[Verdict] = []
    for attempt in plan.attempts():
        counted = _judge(plan, attempt)
        if counted.verdict.outcome != "inconclusive":
            return counted
        reasons.append(counted.verdict)
    reached = [each for each in reasons if not each.reason.startswith("args_not_found")]
    return Counted((reached or reasons or [inconclusive("args_not_found")])[0])


def _judge(plan: AttemptPlan, attempt: Attempt) -> Counted:
    before = Snapshot.of(plan.modules(), attempt.subject.leading)
    staged = _calls(plan, attempt.repeatable)
    if attempt.subject.host:
        for inner in plan.of_result(staged.result, staged.observed_call):
            counted = _judge(plan, inner)
            if counted.verdict.outcome != "inconclusive":
                return counted
    if staged.error is not None:
        kind = "other_error" if any(staged.runs) else "args_not_found"
        return Counted(inconclusive(kind, error_text(staged.error), attempt.arguments))
    before.restore()
    plain = _calls(plan, lambda: _without_jit(attempt), disabled=True)
    if plain.error is not None:
        return Counted(inconclusive("other_error", error_text(plain.error), attempt.arguments))
    verdict = _compare(attempt, staged, plain)
    return Counted(_of_named_line(plan, attempt, verdict, staged.traced), attempt)


def _of_named_line(plan: AttemptPlan, attempt: Attempt, verdict: Verdict, traced: int) -> Verdict:
    """A line that no rule has flagged may be without effect, or not be traced at all."""
    question, text = plan.question, verdict.evidence
    is_named = question.named_by_user and verdict.outcome == "confirmed"
    if is_named and not _asks_clock(plan) and looks_the_same(plan, attempt):
        return refuted(f"{text[0]}, and nobody can tell: {UNSEEN}", attempt.arguments)
    if verdict.outcome == "confirmed" and _is_seen_in_state(plan) and looks_the_same(plan, attempt):
        seen = f"{text[0]}, and nobody can tell: {UNSEEN}"
        return inconclusive("args_disagree", seen, attempt.arguments)
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
    target = statement.target if isinstance(statement, ast.AugAssign) else None
    return isinstance(target, ast.Name) and target.id in vars(plan.program.loaded.module)


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
