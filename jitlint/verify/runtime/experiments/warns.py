"""Makes the call of which JAX is said to warn, and sees whether it does so at the span.

Confirmed when JAX says there that a type of 64 bits is not available, whether or not the program
shows warnings; refuted when the flagged code ran in a call that the program makes, and JAX said
nothing.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from ..attempts.attempt_plan import AttemptPlan
from ..attempts.pre_import import PreImport
from ..attempts.telling import most_telling
from ..program.attempt import Attempt
from ..program.locations import frame_above, in_jax
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted

BEFORE_IMPORT = True
UNAVAILABLE = "Explicitly requested dtype"
Warn = Callable[..., None]


@dataclass(slots=True)
class HeardWarnings:
    """What JAX has said of types that are not available, while code at the spot called it."""

    pre_import: PreImport
    said: list[str] = field(default_factory=list[str])
    hears: Warn | None = None

    def listen(self) -> None:
        """Hears each warning of JAX's before a filter can drop it."""
        warn: Warn = sys.modules["warnings"].warn

        def hear(message: Any, *args: Any, stacklevel: int = 1, **kwargs: Any) -> None:
            text, frame = str(message), frame_above(1)
            if text.startswith(UNAVAILABLE) and in_jax(frame.f_code.co_filename):
                self._note(frame, text)
            warn(message, *args, stacklevel=stacklevel + 1, **kwargs)

        self.hears = hear
        vars(sys.modules["warnings"])["warn"] = hear

    def has_heard_all(self) -> bool:
        """Whether the program has put nothing else in the place of what hears."""
        return sys.modules["warnings"].warn is self.hears

    def _note(self, frame: FrameType, text: str) -> None:
        files, spot = self.pre_import.files, self.pre_import.question.spot
        own = files.innermost(frame)
        if own is None or files.user(own.f_code.co_filename) != spot.file:
            return
        if spot.meets(own.f_code, own.f_lasti):
            self.said.append(text.partition(". ")[0])


def test(pre_import: PreImport) -> Verdict:
    """Returns what a process of its own hears."""
    return pre_import.judged_in_fork(_listen)


def _listen(pre_import: PreImport) -> Verdict:
    heard = HeardWarnings(pre_import)
    heard.listen()
    verdict = _judge_all(pre_import, heard)
    if verdict.outcome == "refuted" and not heard.has_heard_all():
        return inconclusive("unobserved", "the program has replaced what hears JAX's warnings")
    return verdict


def _judge_all(pre_import: PreImport, heard: HeardWarnings) -> Verdict:
    plan = pre_import.plan()
    if heard.said:
        return _confirmed(plan, heard, f"importing `{pre_import.name.dotted}`")
    verdict = most_telling(plan, lambda attempt: _judge(plan, attempt, heard))
    is_open = verdict.outcome == "inconclusive"
    if is_open and plan.at_import.ran and plan.program.loaded.error is None:
        return refuted(f"{plan.place} ran during the import, and JAX did not warn")
    return verdict


def _judge(plan: AttemptPlan, attempt: Attempt, heard: HeardWarnings) -> Verdict:
    trace = plan.trace(attempt)
    if heard.said:
        return _confirmed(plan, heard, attempt.description, attempt.arguments)
    if trace.error is not None:
        return inconclusive("other_error", error_text(trace.error), attempt.arguments)
    if not trace.record.ran:
        return inconclusive("line_not_reached", "", attempt.arguments)
    text = f"{plan.place} ran while {attempt.description}, and JAX did not warn"
    if attempt.is_guessed:
        return inconclusive("not_reproduced", text, attempt.arguments)
    return refuted(text, attempt.arguments)


def _confirmed(plan: AttemptPlan, heard: HeardWarnings, doing: str, arguments: str = "") -> Verdict:
    text = f"UserWarning at {plan.place}, while {doing}"
    return confirmed(text, arguments, heard.said[0])
