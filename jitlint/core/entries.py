"""The entries of a program: what JAX is asked to trace, and how much of the program it reaches."""

from dataclasses import dataclass
from typing import Generic

from jitlint.core.finding import At, Entry


@dataclass(frozen=True, slots=True)
class ReachedEntry(Generic[At]):
    """An entry, and the number of lines with code that is evaluated while it is traced."""

    entry: Entry[At]
    lines: int


@dataclass(frozen=True, slots=True)
class UnknownCallable(Generic[At]):
    """The place of a transformation, `within` a function, of a callable that is not known."""

    transform: str
    within: str
    at: At


@dataclass(frozen=True, slots=True)
class Entries(Generic[At]):
    """All entries in the files named, and the transformations there of what is not known."""

    entries: tuple[ReachedEntry[At], ...]
    unknown: tuple[UnknownCallable[At], ...]
    notes: tuple[str, ...] = ()
