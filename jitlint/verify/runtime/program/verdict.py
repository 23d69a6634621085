"""The verdict of an experiment, as it is sent to the linting process."""

from dataclasses import dataclass
from typing import Any, Literal

from ..limits import LONGEST_ERROR_LINE, LONGEST_VERDICT_TEXT, MOST_EVIDENCE
from .user_code import first_line_of, shortened


@dataclass(frozen=True, slots=True)
class Verdict:
    """As in `jitlint.core.finding`; a reason is a word of the list, a colon, and what happened."""

    outcome: Literal["confirmed", "refuted", "inconclusive"]
    reason: str = ""
    evidence: tuple[str, ...] = ()
    arguments: str = ""


def as_message(verdict: Verdict) -> dict[str, Any]:
    """Returns a verdict as what can be written down: the texts may hold what user code has said."""
    return {
        "outcome": verdict.outcome,
        "reason": plain(verdict.reason),
        "evidence": tuple(map(plain, verdict.evidence[:MOST_EVIDENCE])),
        "arguments": plain(verdict.arguments),
    }


def plain(text: str) -> str:
    """Returns a text that is no more than a text, can be encoded, and does not go on forever."""
    encodable = str.encode(text, "utf-8", "backslashreplace").decode()
    return shortened(encodable, LONGEST_VERDICT_TEXT)


def confirmed(evidence: str, arguments: str = "", *more: str) -> Verdict:
    """Returns that JAX does what the finding says."""
    return Verdict("confirmed", "", (evidence, *more), arguments)


def refuted(evidence: str, arguments: str = "", *more: str) -> Verdict:
    """Returns that JAX does not do what the finding says."""
    return Verdict("refuted", "", (evidence, *more), arguments)


def inconclusive(reason: str, detail: str = "", arguments: str = "") -> Verdict:
    """Returns that nothing is known, and why."""
    return Verdict("inconclusive", f"{reason}: {detail}" if detail else reason, (), arguments)


def error_text(error: BaseException) -> str:
    """Returns the class and the first line of an error."""
    line = first_line_of(error)[:LONGEST_ERROR_LINE]
    return f"{type(error).__name__}: {line}" if line else type(error).__name__
