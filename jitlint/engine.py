"""The straight line: read, link, trace, rules, located findings; and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jitlint.finding import Finding, Span

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What to report: code prefixes, and whether what is off by default is wanted."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    pedantic: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """The size of the work: files named, functions in them, and what was traced."""

    files: int = 0
    functions: int = 0
    entries: int = 0
    contexts: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One run's findings in order of place, the texts they lie in, and what went otherwise.

    `notes` are sentences for the user: functions whose analysis gave up, directories
    without Python files.
    """

    findings: tuple[Finding[Span], ...]
    sources: dict[str, str] = field(default_factory=dict)
    counts: Counts = Counts()
    notes: tuple[str, ...] = ()


def check(
    paths: Sequence[str], options: Options = Options(), progress: Progress | None = None
) -> Run:
    """Returns the findings of the files at `paths`, linked with the projects they lie in."""
    raise NotImplementedError
