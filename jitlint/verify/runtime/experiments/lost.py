"""Makes the same call with and without jit, and compares results and arguments afterwards.

Confirmed when they differ, or when an error is caught there with jit alone. Where the flagged
expression is state that the function captures, that is changed after the first call, as the
program would. Refuted when a call that the program
makes ends equal; that made-up ones do may be due to what was made up.
"""

import ast
import copy
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from ..attempts.attempt_plan import AttemptPlan
from ..attempts.captured import CapturedState, captured
from ..attempts.changed_state import changed_name
from ..attempts.pre_import import PreImport
from ..attempts.temporary import is_temporary
from ..inputs.constants import with_constants
from ..observe.comparing import same, shortly
from ..observe.snapshot import Snapshot
from ..observe.watch import Watch
from ..program.attempt import Attempt
from ..program.userjax import jax
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted

BEFORE_IMPORT = False
UNSEEN = "unseen"
CLEARING = ("clear_cache", "clear_caches")


@dataclass(frozen=True, slots=True)
class CallResult:
    """The end of a call: its result, its arguments afterwards, whether it ran the flagged code.

    `errors` are the classes of what was raised there, and caught by the program.
    """

    result: Any
    arguments: tuple[Any, ...]
    names: tuple[str, ...]
    ran: bool
    errors: frozenset[str] = frozenset()


def test(pre_import: PreImport) -> Verdict:
    """Returns confirmed at the first difference."""
    plan, reasons, others = pre_import.plan(), list[Verdict](), list[Attempt]()
    unseen: Verdict | None = None
    for attempt in plan.attempts():
        if unseen is not None and attempt.is_guessed:
            return unseen
        verdict = _judge(plan, attempt)
        unseen = unseen or (verdict if verdict.reason.startswith(UNSEEN) else None)
        is_stale = verdict.outcome == "refuted" and plan.question.named_by_user
        if is_stale and (name := changed_name(plan)):
            text = f"`{name}` may be another by then, and is not here"
            verdict = inconclusive("args_disagree", text, attempt.arguments)
        is_real = attempt.call.written and attempt.call.is_concrete()
        if verdict.outcome == "confirmed" or (verdict.outcome == "refuted" and is_real):
            return verdict
        reasons.append(verdict)
        others += [attempt] * (verdict.outcome == "refuted" and not others)
    for attempt in (each for other in others for each in with_constants(other)):
        if (verdict := _judge(plan, attempt)).outcome == "confirmed":
            return verdict
    equal = [each for each in reasons if each.outcome == "refuted"]
    if equal:
        return inconclusive("args_disagree", f"{len(equal)} made-up calls: {equal[0].evidence[0]}")
    return reasons[0] if reasons else inconclusive("args_not_found")


def _judge(plan: AttemptPlan, attempt: Attempt) -> Verdict:
    try:
        state = captured(plan, attempt)
        if state is not None:
            verdict = _judge_state(attempt, state)
            if verdict.outcome == "confirmed" and _clears_caches(plan):
                text = "the program clears caches itself, and may do so after each change"
                return inconclusive("args_disagree", text, attempt.arguments)
            return verdict
        before = Snapshot.of(plan.modules(), attempt.subject.leading)
        staged = _end(plan, attempt, disabled=False)
        before.restore()
        plain = _end(plan, attempt, disabled=True)
        before.restore()
        again = _end(plan, attempt, disabled=True)
    except BaseException as error:
        return inconclusive("other_error", error_text(error), attempt.arguments)
    if not staged.ran:
        return inconclusive("line_not_reached", "", attempt.arguments)
    if not same(plain.result, again.result):
        return inconclusive("args_disagree", "it gives other results each time, without jit too")
    verdict = _compare(plan, attempt, staged, plain)
    if verdict.outcome == "confirmed" and not _is_repeated(plan, attempt, staged, before):
        return inconclusive("args_disagree", "it gives other results each time")
    return verdict


def _is_repeated(plan: AttemptPlan, attempt: Attempt, staged: CallResult, before: Snapshot) -> bool:
    """Whether tracing anew ends equal: what a clock gives may agree once by chance."""
    before.restore()
    try:
        return same(staged.result, _end(plan, attempt, disabled=False).result)
    except BaseException:
        return False


def _clears_caches(plan: AttemptPlan) -> bool:
    nodes = (node for source in plan.program.sources() for node in ast.walk(source.tree))
    return any(isinstance(n, ast.Attribute) and n.attr in CLEARING for n in nodes)


def _compare(plan: AttemptPlan, attempt: Attempt, staged: CallResult, plain: CallResult) -> Verdict:
    names = plain.names
    for name, one, other in zip(names, staged.arguments, plain.arguments, strict=False):
        if not same(one, other):
            text = f"the change to `{name}` is there without jit, and not with it"
            if is_temporary(plan.program, attempt.call, names.index(name)):
                return inconclusive(UNSEEN, f"{text}, but no name holds it", attempt.arguments)
            return confirmed(text, attempt.arguments)
    if not same(staged.result, plain.result):
        text = f"the result is {shortly(staged.result)}, and {shortly(plain.result)} without jit"
        return confirmed(text, attempt.arguments)
    if caught := sorted(staged.errors - plain.errors):
        text = f"{caught[0]} is raised at {plan.place} and caught, and nothing is without jit"
        return confirmed(text, attempt.arguments)
    return refuted("result and arguments are the same without jit", attempt.arguments)


def _end(plan: AttemptPlan, attempt: Attempt, disabled: bool) -> CallResult:
    """A copy of the arguments for each call, so that it can be seen what becomes of them.

    What the import has traced is traced again, so that the flagged code is seen to run.
    """
    jax.clear_caches()
    call = copy.deepcopy(attempt.concrete()[-1])
    record = plan.record()
    with jax.disable_jit() if disabled else nullcontext():
        run = attempt.repeatable(call)
        with Watch(plan.files, [record]):
            result = run()
    values = (*call.args, *call.kwargs.values())
    names = (*attempt.subject.parameters(),)[: len(call.args)] + tuple(call.kwargs)
    errors = frozenset(raised.name for raised in record.errors if record.is_at_spot(raised))
    return CallResult(result, values, names, bool(record.ran), errors)


def _judge_state(attempt: Attempt, state: CapturedState) -> Verdict:
    """The first call bakes the state in; the second comes after its change."""
    run = attempt.repeatable()
    run()
    state.change()
    try:
        staged = run()
        with jax.disable_jit():
            plain = attempt.repeatable()()
    finally:
        state.restore()
    if same(staged, plain):
        return refuted(f"a change of `{state.name}` is seen", attempt.arguments)
    text = f"the result is {shortly(staged)}, and {shortly(plain)} without jit"
    return confirmed(f"after a change of `{state.name}` {text}", attempt.arguments)
