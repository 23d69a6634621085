"""What a run is asked for and what comes of it: what passes between `engine` and its hosts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from jitlint.cache.directory import Directory
from jitlint.cache.watch import Watch
from jitlint.finding import Finding, Span
from jitlint.read.source import Problem, Source

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Means:
    """How a run is done, which changes nothing of what it finds.

    `cached` says whether what earlier runs left may be used, and `cache_dir` where the user wants
    it to lie; `jobs` is how many processes read, 0 for one on each core; `executor` the address of
    a cluster that does, `dask://HOST:PORT`.
    """

    cached: bool = True
    cache_dir: str = ""
    jobs: int = 1
    executor: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What to report: code prefixes, and whether what is off by default is wanted.

    `keeps` says whether a file that was found is to be checked; `models` names further stubs
    for the files that are; `texts` holds what stands in the place of files on disk. `watch`
    takes down what is looked at, `cache` holds what earlier runs read.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    pedantic: bool = False
    keeps: Callable[[str], bool] = lambda path: True
    models: Callable[[Sequence[str]], Sequence[str]] = lambda paths: ()
    texts: Mapping[str, Source | Problem] = field(default_factory=dict[str, Source | Problem])
    watch: Watch = field(default_factory=Watch)
    cache: Directory | None = None
    means: Means = Means()


@dataclass(frozen=True, slots=True)
class Counts:
    """The size of the work: files named, functions in them, and what was traced.

    `left_out` counts functions and modules whose analysis gave up, each with a note.
    """

    files: int = 0
    functions: int = 0
    entries: int = 0
    contexts: int = 0
    lines: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One run's findings in order of place, the texts they lie in, and what went otherwise.

    `notes` are sentences for the user: functions whose analysis gave up, directories
    without Python files. `named` are the files that were checked, and not only linked.
    """

    findings: tuple[Finding[Span], ...]
    sources: Mapping[str, Source] = field(default_factory=dict[str, Source])
    counts: Counts = Counts()
    notes: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()


def in_order(finding: Finding[Span]) -> tuple[str, int, Span, str]:
    """Returns what findings are sorted by: their places in their files."""
    return finding.at.path, finding.at.cell or 0, finding.at, finding.code
