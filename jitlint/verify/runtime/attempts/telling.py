"""The verdict of many attempts: what confirms a claim, else what refutes it, else why neither."""

from collections.abc import Callable
from contextlib import suppress

from ..program.attempt import Attempt
from ..program.resolve_function import Unreachable
from ..program.verdict import Verdict, inconclusive
from .attempt_plan import AttemptPlan


def most_telling(
    plan: AttemptPlan, judge: Callable[[Attempt], Verdict], refuting: Verdict | None = None
) -> Verdict:
    """Returns the first verdict that confirms, else the first that refutes, else the last one.

    `refuting` is what refuted the claim before any attempt.
    """
    last = inconclusive("args_not_found")
    with suppress(Unreachable):
        for attempt in plan.attempts():
            last = judge(attempt)
            if last.outcome == "confirmed":
                return last
            refuting = refuting or (last if last.outcome == "refuted" else None)
    return refuting or last
