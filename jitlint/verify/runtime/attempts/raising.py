"""Tests whether a claimed error is raised at the span, in the attempts of the plan."""

import contextlib
from dataclasses import dataclass, field, replace

from ..inputs.numbers import with_numbers
from ..limits import MOST_RESUMED_ATTEMPTS
from ..observe.watch import Raised, SpotRecord, Watch
from ..program.attempt import Attempt
from ..program.call import SampleCall
from ..program.kinds import from_jax, names_of
from ..program.resolve_function import Unreachable
from ..program.transforms import is_jit
from ..program.userjax import jax
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted
from .attempt_plan import AttemptPlan, ObservedTrace
from .caught_on_purpose import handler_row
from .conditional_parts import conditional_parts
from .module_level import runs_once
from .pre_import import PreImport
from .resuming import find_masked_error, is_tracing_stop
from .static_expression import is_static, tested


def find_error(pre_import: PreImport, under_jax: bool) -> Verdict:
    """Returns confirmed at the first attempt that raises; refuted only after all have been made.

    With `under_jax`, what counts is what happens while JAX traces.
    """
    plan = pre_import.plan()
    for error in plan.at_import.claimed(pre_import.question.errors):
        return confirmed(_sentence(plan, error, f"importing `{pre_import.name.dotted}`"))
    if under_jax and _is_jit_off(plan):
        return inconclusive("other_error", "the program itself turns jit off")
    outcome = _Outcome(plan, under_jax, parts=[*map(SpotRecord, conditional_parts(plan))])
    try:
        for attempt in plan.attempts():
            if (verdict := outcome.judge(attempt)) is not None:
                return verdict
    except Unreachable as error:
        return outcome.from_import() or inconclusive(str(error))
    verdict = outcome.conclude()
    is_open = verdict.outcome == "inconclusive" and not outcome.quiet
    return (outcome.find_masked_error() if is_open else None) or verdict


def _is_jit_off(plan: AttemptPlan) -> bool:
    """Whether the program has turned jit off, for good or for a call of what it jits."""
    if jax.config.jax_disable_jit:  # type: ignore[reportUnknownMemberType]
        return True
    entry, seen = plan.question.entry, plan.at_import
    is_untraced = (
        entry is not None and is_jit(entry.transform) and bool(seen.ran) and not seen.traced
    )
    return is_untraced and any("disable_jit" in each.text for each in plan.program.sources())


@dataclass(slots=True)
class _Outcome:
    """The outcome of the attempts so far.

    `doubtful` are errors at the span that may be due to a guess; `idle` attempts ended well, and
    did not come there; `quiet` are made-up ones that did, of which none refutes. A call that the
    program makes does, once all such calls have been made, and each of the `parts` has run in one:
    those of the flagged code that need not run where it does.
    """

    plan: AttemptPlan
    under_jax: bool
    doubtful: list[Verdict] = field(default_factory=list[Verdict])
    refuted: Verdict | None = None
    errors: list[str] = field(default_factory=list[str])
    reached: list[str] = field(default_factory=list[str])
    attempts: int = 0
    idle: int = 0
    quiet: list[str] = field(default_factory=list[str])
    stopped: list[Attempt] = field(default_factory=list[Attempt])
    parts: list[SpotRecord] = field(default_factory=list[SpotRecord])

    def judge(self, attempt: Attempt) -> Verdict | None:
        """Returns a verdict that no further attempt can change."""
        if self.refuted is not None and attempt.is_guessed and not self._missed():
            return None
        self.attempts += 1
        parts = [] if attempt.is_guessed else self.parts
        trace = self.plan.trace(attempt, anew=False, also=parts)
        if not trace.record.ran and trace.error is None:
            trace = self.plan.trace(attempt, also=parts)
        for raised in trace.record.claimed(self.plan.question.errors):
            verdict = as_confirmed(self.plan, raised, attempt)
            if row := handler_row(self.plan.program.source(raised.file).tree, raised):
                place = self.plan.files.shown_place(raised.file, row)
                return refuted(
                    f"{verdict.evidence[0]}, is caught by name at {place}", verdict.arguments
                )
            if self._is_sure(attempt, raised):
                return verdict
            self.doubtful.append(verdict)
        if not trace.record.ran and attempt.subject.host and trace.error is None:
            inner = self.plan.of_result(trace.result, trace.record.observed_call)
            made = (
                replace(each, faithful=each.faithful and not attempt.is_guessed) for each in inner
            )
            return next((each for each in map(self.judge, made) if each is not None), None)
        return self._judge_quiet(attempt, trace)

    def _judge_quiet(self, attempt: Attempt, trace: ObservedTrace) -> Verdict | None:
        record, error = trace.record, trace.error
        attempt.call.outcome.missed_line = not record.ran or bool(self._missed())
        self.idle += error is None and not record.ran
        if error is not None:
            (self.reached if self._ran(record) else self.errors).append(error_text(error))
            self.stopped += [attempt] * (is_tracing_stop(error) and not attempt.call.invented)
        hit = any(map(self._is_near, record.errors))
        ended_well = error is None or attempt.call.written or from_jax(names_of(error))
        if self._ran(record) and not hit and ended_well and attempt.is_faithful:
            place, doing = self.plan.place, attempt.description
            text = f"{place} ran while {doing}, and nothing was raised there"
            if attempt.is_guessed and not self._is_static():
                self.quiet.append(f"{text}: {attempt.arguments}")
            else:
                self.refuted = self.refuted or refuted(text, attempt.arguments)
        return None

    def _missed(self) -> list[SpotRecord]:
        """Returns the parts that have not run, of which no call has shown anything."""
        return [each for each in self.parts if not each.ran]

    def _is_static(self) -> bool:
        """Whether no tracer can be in the flagged expression, whatever a call passes.

        Nor does it matter to what a module has: an import, or a name that JAX has removed.
        """
        if "ImportError" in self.plan.question.errors:
            return True
        spot = self.plan.question.spot
        line = self.plan.program.source(spot.file).line(spot.row)
        is_row = spot.row == spot.end_row
        return is_static(self.plan.expression() or (tested(line) if is_row else None))

    def _is_near(self, raised: Raised) -> bool:
        """Whether an error is at the spot, or may be the claimed one, elsewhere on its rows."""
        spot = self.plan.question.spot
        is_on_row = raised.file == spot.file and spot.row <= raised.row <= spot.end_row
        is_claimed = bool({*self.plan.question.errors} & {*raised.names})
        return self.plan.record().is_at_spot(raised) or (is_on_row and is_claimed)

    def _is_sure(self, attempt: Attempt, raised: Raised) -> bool:
        """A plain error of a guessed call counts if the same call is fine without tracing.

        An error that is not about tracing has to come for every guess.
        """
        if is_telling(attempt, raised):
            return True
        if attempt.call.invented or not self.under_jax:
            return False
        calls = (*attempt.concrete(), with_numbers(attempt.call))
        return any(self._is_fine(attempt, call, raised) for call in calls)

    def _is_fine(self, attempt: Attempt, call: SampleCall, raised: Raised) -> bool:
        """Whether the error does not come when the call is made without tracing."""
        record = self.plan.record()
        watch = Watch(self.plan.files, [record])
        with contextlib.suppress(BaseException), watch, jax.disable_jit():
            attempt.plain(call)
        return bool(record.ran) and not record.at_spot(raised.names[:1])

    def conclude(self) -> Verdict:
        """Returns what follows when no attempt was decisive."""
        if self.refuted is not None and (missed := self._missed()):
            place = self.plan.files.shown_place(missed[0].spot.file, missed[0].spot.row)
            text = f"a part of {place} has not run in the calls that the program makes"
            return inconclusive("not_reproduced", text, self.refuted.arguments)
        if self.refuted is not None:
            return self.refuted
        if from_import := self.from_import():
            return from_import
        if self.quiet:
            made = f"with {len(self.quiet)} made-up calls, such as: {self.quiet[0]}"
            return inconclusive("not_reproduced", made)
        if len(self.doubtful) > 1 and not self.under_jax:
            return self.doubtful[0]
        if self.doubtful:
            return inconclusive("other_error", "the same error comes without tracing")
        if self.reached:
            return inconclusive("other_error", self.reached[-1])
        if self.errors and not self.idle:
            return inconclusive("args_not_found", f"{self.attempts} tried, {self.errors[-1]}")
        return inconclusive("line_not_reached", f"{self.attempts} tried")

    def find_masked_error(self) -> Verdict | None:
        """Returns confirmed if the error comes once those before it are answered for."""
        for attempt in self.stopped[:MOST_RESUMED_ATTEMPTS]:
            found = find_masked_error(self.plan, attempt)
            if found is not None:
                text = _sentence(self.plan, found.raised, attempt.description)
                passed = [self.plan.files.shown_place(each.file, each.row) for each in found.passed]
                lines = ", ".join(dict.fromkeys(passed))
                more = f"behind {found.passed[0].name} at {lines}, where a sample was the answer"
                return confirmed(text, attempt.arguments, more)
        return None

    def from_import(self) -> Verdict | None:
        """The import alone refutes when it traced the expression and went well.

        So it does when it ran what the program runs there and nowhere else: a call, say. That
        a function could be made there does not tell what a call of it will do.
        """
        plan, record = self.plan, self.plan.at_import
        is_well = not any(map(record.is_at_spot, record.errors))
        is_all = bool(record.ran) and runs_once(plan)
        is_traced = self.under_jax and record.traced
        if (is_traced or is_all) and is_well and plan.program.loaded.error is None:
            return refuted(f"{plan.place} ran during the import, and nothing was raised there")
        return None

    def _ran(self, record: SpotRecord) -> bool:
        return bool(record.traced if self.under_jax else record.ran)


def is_telling(attempt: Attempt, raised: Raised) -> bool:
    """Whether an error counts without a look at what the same call does when nothing is traced."""
    call = attempt.call
    is_guess = not call.written and bool(call.args or call.kwargs)
    return not call.invented and (raised.from_jax or not is_guess)


def as_confirmed(plan: AttemptPlan, raised: Raised, attempt: Attempt) -> Verdict:
    """Returns the verdict on an error at the spot."""
    return confirmed(_sentence(plan, raised, attempt.description), attempt.arguments)


def _sentence(plan: AttemptPlan, raised: Raised, doing: str) -> str:
    place = plan.files.shown_place(raised.file, raised.row)
    return f"{raised.name} raised at {place}, while {doing}"
