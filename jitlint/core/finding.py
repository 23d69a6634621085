"""The output type of a check: the place of a finding, its message, and the claim that JAX can test.

A rule yields `Finding[Place]`, which costs nothing to locate; `check/locate` turns those that are
reported into `Finding[Span]`, with rows and columns.
"""

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar, get_args

from msgspec import Struct

Severity = Literal["error", "warning", "note"]
GRAVEST_FIRST: tuple[Severity, ...] = get_args(Severity)
Outcome = Literal["confirmed", "refuted", "inconclusive"]
ClaimKind = Literal[
    "raises",
    "once-per-trace",
    "impure",
    "lost",
    "recompiles",
    "rejected",
    "leaks",
    "another-form",
    "reused",
    "warns",
    "narrow",
    "unchecked",
    "nan-gradient",
    "none",
]


class Place(Struct, frozen=True, order=True):
    """A node of a file by its ordinal in the file's lowering; -1 is the file itself."""

    path: str
    node: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file: rows and columns count from 1, in characters; the end is exclusive.

    In a notebook `cell` counts its cells from 1 and the rows are those of the cell.
    """

    path: str
    row: int
    column: int
    end_row: int
    end_column: int
    cell: int | None = None


At = TypeVar("At", Place, Span)


@dataclass(frozen=True, slots=True)
class Step(Generic[At]):
    """A hop of the chain that makes a value traced: a place and what happens there."""

    at: At
    label: str


@dataclass(frozen=True, slots=True)
class Entry(Generic[At]):
    """A function that JAX traces, and where that is asked for.

    `function` and `within` are Python's `__qualname__`: of the traced function, and of the
    function whose body holds the transformation (empty at module level). `static` names
    the parameters that stay Python values; `passed` those with a default that a call of
    the project passes all the same.
    """

    transform: str
    function: str
    starts: At
    defined: At
    within: str = ""
    static: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """The behaviour of JAX if the finding is right; `errors` are names of classes."""

    kind: ClaimKind
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit(Generic[At]):
    """A replacement of a stretch of text; `safe` says whether it keeps the meaning."""

    at: At
    text: str
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict of JAX on a claim: the outcome, why it is inconclusive, and the evidence.

    `evidence` holds one sentence a line; `arguments` the call that was traced, as Python
    text; `jax` and `python` the versions that it was seen with.
    """

    outcome: Outcome
    reason: str = ""
    evidence: tuple[str, ...] = ()
    arguments: str = ""
    jax: str = ""
    python: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """What a recorded run compiled where a finding stands: how often, for how many seconds, why.

    `calls` is the number of calls there, where they were counted; `reason` is the most frequent one
    after the first call.
    """

    compilations: int
    seconds: float
    calls: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding(Generic[At]):
    """A message about one place.

    `message` is the headline: it stands alone on one line, and `{0}`, `{1}`… in it stand
    for the source text at `quotes` until the finding is located. `note` is said at the
    span itself. `chain` leads from where tracing starts to `at`. `since` is the oldest version of
    JAX that is known to do this, empty where they all do. `needs` are parameters that Python
    needs the values of: all of the entry, or of what the flagged argument is passed to.
    `keeps` are arrays whose types each turn of a loop keeps, and lists of arrays of one type.
    `may_be_rewritten` says that its rule has a structural rewrite, which nobody has tried.
    """

    code: str
    name: str
    severity: Severity
    at: At
    message: str
    claim: Claim
    quotes: tuple[At, ...] = ()
    note: str = ""
    help: str = ""
    chain: tuple[Step[At], ...] = ()
    entry: Entry[At] | None = None
    fix: tuple[Edit[At], ...] = ()
    since: str = ""
    needs: tuple[str, ...] = field(default=(), compare=False)
    keeps: tuple[str, ...] = field(default=(), compare=False)
    may_be_rewritten: bool = field(default=False, compare=False)
    verdict: Verdict | None = field(default=None, compare=False)
    observed: Observed | None = field(default=None, compare=False)

    @property
    def is_refuted(self) -> bool:
        """Whether JAX was asked, and does not do what the finding says."""
        return self.verdict is not None and self.verdict.outcome == "refuted"
