"""A finding as the experiments see it: what is claimed, where, and of which traced function."""

from dataclasses import dataclass
from typing import Any

from .locations import Spot
from .observed_calls import TargetFunction


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """The traced function and its transformation, as `Entry` in `jitlint.core.finding`."""

    transform: str
    function: str
    within: str
    static: frozenset[str]
    passed: frozenset[str]
    starts: Spot
    target: TargetFunction


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file, or a cell, by the name that it is compiled under: its text and another one."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """One finding; `shown` has the paths of its files as the user gave them.

    The calls that are `recorded` were seen while a program of the user's ran.

    A line that `named_by_user` is none that a rule has flagged. Where files are `rewritten`, the
    question is what that changes, and `claim` is the kind of claim that the finding makes.
    """

    number: int
    kind: str
    errors: tuple[str, ...]
    spot: Spot
    shown: dict[str, str]
    entry: TraceEntry | None
    examples: tuple[str, ...] = ()
    named_by_user: bool = False
    recorded: tuple[dict[str, Any], ...] = ()
    claim: str = ""
    rewritten: tuple[Rewritten, ...] = ()

    @classmethod
    def of(cls, content: dict[str, Any]) -> "Question":
        """Returns the question that came as JSON."""
        entry = content["entry"]
        spans = [content["at"]] + ([entry["starts"], entry["defined"]] if entry else [])
        return cls(
            content["number"],
            content["kind"],
            tuple(content["errors"]),
            Spot.of(content["at"]),
            {span["file"]: span["path"] for span in spans},
            _entry(entry) if entry else None,
            tuple(content.get("examples", ())),
            content.get("named_by_user", False),
            tuple(content.get("recorded", ())),
            content.get("claim", ""),
            tuple(Rewritten(**each) for each in content.get("rewritten", ())),
        )

    @property
    def target(self) -> TargetFunction | None:
        """The traced function, if the finding has one."""
        return self.entry.target if self.entry else None


def _entry(content: dict[str, Any]) -> TraceEntry:
    return TraceEntry(
        content["transform"],
        content["function"],
        content["within"],
        frozenset(content["static"]),
        frozenset(content["passed"]),
        Spot.of(content["starts"]),
        TargetFunction(content["function"], Spot.of(content["defined"])),
    )
