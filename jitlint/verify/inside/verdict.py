"""What an experiment says: the words of a verdict, as they go back to the linting process."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Verdict:
    """As in `jitlint.finding`; a reason is a word of the list, a colon, and what happened."""

    outcome: Literal["confirmed", "refuted", "inconclusive"]
    reason: str = ""
    evidence: tuple[str, ...] = ()
    arguments: str = ""


def confirmed(evidence: str, arguments: str = "", *more: str) -> Verdict:
    """Returns that JAX does what the finding says."""
    return Verdict("confirmed", "", (evidence, *more), arguments)


def refuted(evidence: str, arguments: str = "", *more: str) -> Verdict:
    """Returns that JAX does not do what the finding says."""
    return Verdict("refuted", "", (evidence, *more), arguments)


def inconclusive(reason: str, detail: str = "", arguments: str = "") -> Verdict:
    """Returns that nothing is known, and why."""
    return Verdict("inconclusive", f"{reason}: {detail}" if detail else reason, (), arguments)


def say_error(error: BaseException) -> str:
    """Returns the class and the first line of an error."""
    try:
        lines = str(error).strip().splitlines()
    except Exception:
        lines = []
    said = lines[0] if lines else ""
    return f"{type(error).__name__}: {said[:200]}" if said else type(error).__name__
