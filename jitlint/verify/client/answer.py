"""The answer of one child: verdicts, the files that they rest on, and how the process ended.

User code runs in the child, so each message is checked against the questions.
"""

from dataclasses import dataclass, field
from typing import Annotated

import msgspec

from jitlint.core.finding import Outcome, Verdict
from jitlint.verify.client.limits import LONGEST_TEXT, MOST_READ_FILES, MOST_TEXTS

IMPROPER = "the process did not answer properly"
DONE = "done"
Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
Texts = Annotated[tuple[Text, ...], msgspec.Meta(max_length=MOST_TEXTS)]
Paths = Annotated[tuple[Text, ...], msgspec.Meta(max_length=MOST_READ_FILES)]


class Started(msgspec.Struct, tag="started", frozen=True, forbid_unknown_fields=True):
    """The child is busy with a finding from now on."""

    finding: int


class Postponed(msgspec.Struct, tag="postponed", frozen=True, forbid_unknown_fields=True):
    """Another process has to be asked about a finding."""

    finding: int


class Judged(msgspec.Struct, tag="judged", frozen=True, forbid_unknown_fields=True):
    """The verdict on a finding, and the files of the user's that were read for it."""

    finding: int
    outcome: Outcome
    reason: Text
    evidence: Texts
    arguments: Text
    reads: Paths


MESSAGE = msgspec.json.Decoder(Started | Postponed | Judged)


@dataclass(slots=True)
class Answer:
    """The verdicts by the numbers of the findings that it is about, and which it was busy with.

    `reads` are the files of the user's that were read until the verdict was known.
    """

    numbers: frozenset[int]
    verdicts: dict[int, Verdict] = field(default_factory=dict[int, Verdict])
    reads: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    ended: str = ""
    during: int | None = None
    is_improper: bool = False

    def take(self, text: str, jax: str, python: str) -> None:
        """Adds one message; after an improper one, none of the child counts."""
        try:
            message = None if self.is_improper else MESSAGE.decode(text.encode())
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            message = None
        if message is None or message.finding not in self.numbers - self.verdicts.keys():
            self.is_improper = True
            self.verdicts.clear()
            return
        self.during = message.finding if isinstance(message, Started) else None
        if isinstance(message, Judged):
            self.verdicts[message.finding] = _verdict(message, jax, python)
            self.reads[message.finding] = message.reads

    def end(self, how: str) -> None:
        """Records how the process has ended; a regular end is no verdict."""
        self.is_improper |= how == IMPROPER
        self.ended = IMPROPER if self.is_improper or how == DONE else how

    def unanswered_at_end(self) -> frozenset[int]:
        """Returns the findings whose verdict is how it ended; others can be asked about again."""
        left = self.numbers - self.verdicts.keys()
        if self.is_improper:
            return left
        if self.during is not None:
            return left & {self.during}
        return frozenset() if self.verdicts else left


def _verdict(message: Judged, jax: str, python: str) -> Verdict:
    return Verdict(
        outcome=message.outcome,
        reason=printable(message.reason),
        evidence=tuple(map(printable, message.evidence)),
        arguments=printable(message.arguments),
        jax=jax,
        python=python,
    )


def printable(text: str) -> str:
    """Returns a text of which nothing can move the cursor or colour the terminal."""
    if text.isprintable():
        return text
    shown = (e if e.isprintable() else e.encode("unicode_escape").decode() for e in text)
    return "".join(shown)
