"""The user's program, imported: its modules, its text, what its functions are called with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from .arguments.making import Making
from .arguments.offers import Offers, seen_call
from .attempts import Subject
from .calls import Call
from .guard import Blocked
from .load import Loaded, also, name_of
from .places import real
from .question import Entry, Question
from .reach import Unreachable
from .sightings import Sighting
from .sources import Source, parse
from .verdict import say_error

__all__ = ["Program", "seen_call"]


@dataclass(slots=True)
class Shared:
    """What questions about one module share: what was read or imported, the guess that was good."""

    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    modules: dict[str, ModuleType] = field(default_factory=dict[str, ModuleType])
    plan: int = 0


@dataclass(slots=True)
class Program:
    """The module of one question as far as its import got, and the files that it concerns."""

    question: Question
    loaded: Loaded
    shared: Shared = field(default_factory=Shared)
    _making: Making = field(init=False)

    def __post_init__(self) -> None:
        self._making = Making(self, vars(self.loaded.module))

    def module(self, file: str) -> ModuleType:
        """Returns the module of a file; one that cannot be imported holds nothing."""
        if real(getattr(self.loaded.module, "__file__", None) or "") == file:
            return self.loaded.module
        known = self.shared.modules
        if file not in known:
            known[file] = also(name_of(file)) or ModuleType("missing")
        return known[file]

    def source(self, file: str) -> Source:
        """Returns the text of a file, or of a cell, as a tree."""
        known = self.shared.sources
        if file not in known:
            known[file] = parse(file)
        return known[file]

    def sources(self) -> list[Source]:
        """Returns the trees of the files that the question concerns."""
        question, entry = self.question, self.question.entry
        main = getattr(self.loaded.module, "__file__", None) or question.file
        files = [main, *([entry.starts_file, entry.defined_file] if entry else []), question.file]
        return [self.source(file) for file in dict.fromkeys(map(real, files))]

    def calls(
        self, subject: Subject, entry: Entry | None, seen: Sighting | None = None
    ) -> Iterator[Call]:
        """Yields what is given, what was seen to be called, what is written, what is made up."""
        return self._offers().calls(subject, entry, seen)

    def instance(self, owner: type) -> Any:
        """Returns an instance that the program holds, or one made as it makes them, or guessed."""
        return self._making.instance(owner)

    def written(self, subject: Subject) -> Iterator[Call]:
        """Yields the calls of a constructor that the program makes."""
        return self._offers().constructing(subject)

    def searched(self, subject: Subject) -> Iterator[Call]:
        """Yields calls that are corrected by their errors."""
        none = frozenset[str]()
        return self._making.calls(subject, none, none, False)

    def guessed(self, subject: Subject) -> Iterator[Call]:
        """Yields a few calls of a constructor that follow no search."""
        return self._offers().for_objects(subject)

    def unreachable(self, reason: str) -> Unreachable:
        """Returns the error to raise: what is missing may be so because the import failed."""
        match self.loaded.error:
            case None:
                return Unreachable(reason)
            case Blocked() as error:
                return Unreachable(f"guard_blocked: {error.strerror}")
            case error:
                return Unreachable(f"import_failed: {say_error(error)}")

    def _offers(self) -> Offers:
        examples = self.question.examples
        making, plan = self._making, self.shared.plan
        return Offers(self.sources(), making, self.module, self.source, examples, plan)
