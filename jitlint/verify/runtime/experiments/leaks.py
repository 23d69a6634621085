"""Traces the function, then looks for tracers in what the program still holds.

Confirmed when one is there that the flagged statement has put there; refuted when that ran and
none is, or another statement's alone, in all calls that the program makes.
"""

from collections.abc import Iterator
from typing import Any

from ..attempts.attempt_plan import AttemptPlan
from ..attempts.pre_import import PreImport
from ..observe.find_tracers import NamedValue, tracers
from ..observe.tracer_escapes import returns
from ..observe.watch import SpotRecord
from ..program.attempt import Attempt
from ..program.resolve_function import Unreachable
from ..program.transforms import last_name
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted

BEFORE_IMPORT = False
NONE = "no tracer is in the module, its objects, closures and defaults afterwards"


def test(pre_import: PreImport) -> Verdict:
    """Returns confirmed at the first tracer that the import, or an attempt, leaves behind."""
    plan = pre_import.plan()
    left = tracers(_roots(plan, None, plan.at_import)) if plan.at_import.ran else {}
    for name, tracer in _own(plan, plan.at_import, left).values():
        return confirmed(_sentence(plan, name, tracer))
    verdicts: list[Verdict] = []
    clean: Verdict | None = None
    try:
        for attempt in plan.attempts():
            if clean is not None and attempt.is_guessed:
                continue
            verdict = _judge(plan, attempt)
            if verdict.outcome == "confirmed":
                return verdict
            clean = clean or (verdict if verdict.outcome == "refuted" else None)
            verdicts.append(verdict)
    except Unreachable as error:
        verdicts.append(inconclusive(str(error)))
    if clean is not None:
        return clean
    if plan.at_import.traced and plan.program.loaded.error is None:
        return refuted(NONE)
    return verdicts[-1] if verdicts else inconclusive("args_not_found")


def _judge(plan: AttemptPlan, attempt: Attempt) -> Verdict:
    before = tracers(_roots(plan, attempt, plan.record()))
    trace = plan.trace(attempt)
    record = trace.record
    after = tracers([*_roots(plan, attempt, record), ("the result", trace.result)])
    left = {key: each for key, each in after.items() if key not in before} if record.ran else {}
    for name, tracer in _own(plan, record, left).values():
        return confirmed(_sentence(plan, name, tracer), attempt.arguments)
    for name, _ in left.values():
        return _of_another(plan, attempt, record, name)
    if attempt.subject.host and not record.ran and trace.error is None:
        for inner in plan.of_result(trace.result, record.observed_call):
            verdict = _judge(plan, inner)
            if verdict.outcome != "inconclusive":
                return verdict
    return _nothing(attempt, record, trace.error)


def _own(
    plan: AttemptPlan, record: SpotRecord, left: dict[int, NamedValue]
) -> dict[int, NamedValue]:
    """Returns the tracers that the flagged statement has put somewhere, or has returned."""
    spot, escapes = plan.question.spot, record.escapes
    if escapes is None:
        return left
    found = escapes.end(left)
    return left if not found and returns(spot) else found


def _of_another(plan: AttemptPlan, attempt: Attempt, record: SpotRecord, name: str) -> Verdict:
    text = f"a tracer is in `{name}` afterwards, but {plan.place} puts none anywhere"
    if record.escapes and record.escapes.is_complete:
        return refuted(text, attempt.arguments)
    return inconclusive("args_disagree", text, attempt.arguments)


def _nothing(attempt: Attempt, record: SpotRecord, error: BaseException | None) -> Verdict:
    if error is not None:
        kind = "other_error" if record.ran else "args_not_found"
        return inconclusive(kind, error_text(error), attempt.arguments)
    if not record.ran:
        return inconclusive("line_not_reached", "", attempt.arguments)
    return refuted(NONE, attempt.arguments)


def _roots(plan: AttemptPlan, attempt: Attempt | None, record: SpotRecord) -> Iterator[NamedValue]:
    """The user's modules, the function with its closure, its instance and its arguments."""
    main = plan.program.loaded.module
    yield from vars(main).items()
    for name, module in plan.files.modules().items():
        if module is not main:
            yield from ((f"{name}.{held}", value) for held, value in vars(module).items())
    if record.observed_call is not None:
        function = record.observed_call.function
        yield getattr(function, "__name__", ""), function
    if attempt is not None:
        yield from _of_attempt(attempt)


def _of_attempt(attempt: Attempt) -> Iterator[NamedValue]:
    subject, call = attempt.subject, attempt.call
    yield subject.name, subject.function
    yield from (("self", each) for each in subject.leading)
    yield from zip(subject.parameters(), call.args, strict=False)
    yield from call.kwargs.items()


def _sentence(plan: AttemptPlan, name: str, tracer: Any) -> str:
    shape = ",".join(map(str, tracer.shape))
    entry = plan.question.entry
    of = f" of {last_name(entry.transform)}" if entry else ""
    by = "" if returns(plan.question.spot) else f", put there at {plan.place}"
    return f"a tracer ({tracer.dtype}[{shape}]{of}) is in `{name}` afterwards{by}"
