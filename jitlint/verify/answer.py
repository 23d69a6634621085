"""What comes back from one child: verdicts, what they rest on, and how the process ended."""

from dataclasses import dataclass, field
from typing import Any

from jitlint.finding import Verdict


@dataclass(slots=True)
class Answer:
    """The verdicts by the numbers of the findings, and the finding that it was busy with.

    `reads` are the files of the user's that were read until the verdict was known.
    """

    verdicts: dict[int, Verdict] = field(default_factory=dict[int, Verdict])
    reads: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    ended: str = ""
    during: int | None = None

    def take(self, message: dict[str, Any], jax: str, python: str) -> None:
        """Takes in one message; what no child would say is left out."""
        match message:
            case {"started": int(number)}:
                self.during = number
            case {"verdict": verdict, "finding": int(number), "reads": reads}:
                self.verdicts[number] = _verdict(verdict, jax, python)
                self.reads[number] = tuple(map(str, reads))
                self.during = None
            case {"postponed": int()}:
                self.during = None
            case {"ended": str(how)}:
                self.ended = how
            case _:
                pass


def _verdict(message: dict[str, Any], jax: str, python: str) -> Verdict:
    return Verdict(
        outcome=message["outcome"],
        reason=message["reason"],
        evidence=tuple(message["evidence"]),
        arguments=message["arguments"],
        jax=jax,
        python=python,
    )
