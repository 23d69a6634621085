"""The user's program, imported: its modules, its text, what its functions are called with."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from types import ModuleType
from typing import Any

from .attempts import Subject
from .calls import Call, call_text
from .guard import Blocked
from .guesses import Known, guesses
from .hints import Hints, hints
from .literal import evaluate
from .load import Loaded, also, name_of
from .places import real
from .question import Entry, Question
from .reach import Unreachable
from .sightings import Sighting
from .sources import Source, Written, aliases, calls, parse
from .transforms import MAPPED, NUMERIC, last_name
from .verdict import say_error

MOST_WRITTEN = 6
MOST_MADE = 10


@dataclass(slots=True)
class Program:
    """The module of one question as far as its import got, and the files that it concerns."""

    question: Question
    loaded: Loaded
    _sources: dict[str, Source] = field(default_factory=dict[str, Source])

    def module(self, file: str) -> ModuleType:
        """Returns the module of a file; one that cannot be imported holds nothing."""
        if real(getattr(self.loaded.module, "__file__", None) or "") == file:
            return self.loaded.module
        return also(name_of(file)) or ModuleType("missing")

    def source(self, file: str) -> Source:
        """Returns the text of a file, or of a cell, as a tree."""
        if file not in self._sources:
            self._sources[file] = parse(file)
        return self._sources[file]

    def sources(self) -> list[Source]:
        """Returns the trees of the files that the question concerns."""
        question, entry = self.question, self.question.entry
        main = getattr(self.loaded.module, "__file__", None) or question.file
        files = [main, *([entry.starts_file, entry.defined_file] if entry else []), question.file]
        return [self.source(file) for file in dict.fromkeys(map(real, files))]

    def calls(
        self, subject: Subject, entry: Entry | None, seen: Sighting | None = None
    ) -> Iterator[Call]:
        """Yields what was seen to be called, what is written, what can be guessed."""
        transform = entry.transform if entry else ""
        if seen is not None and last_name(transform) not in MAPPED:
            yield seen_call(seen, subject)
        yield from islice(self._written(subject, transform), MOST_WRITTEN)
        known, said = _known(subject), self._hints(subject)
        static = entry.static if entry else frozenset[str]()
        passed = entry.passed if entry else frozenset[str]()
        numeric = last_name(transform) in NUMERIC
        yield from guesses(subject.parameters(), known, said, static, passed, numeric)

    def instance(self, owner: type) -> Any:
        """Returns an instance that the program holds, or one made as it makes them, or guessed."""
        for value in vars(self.loaded.module).values():
            if isinstance(value, owner):
                return value
        reason = ""
        for call in islice(self.calls(Subject(owner.__name__, owner, host=True), None), MOST_MADE):
            try:
                made = call.on_device()
                return owner(*made.args, **made.kwargs)
            except BaseException as error:
                said = f"args_not_found: {owner.__name__}({call.text}) raised {say_error(error)}"
                reason = reason or said
        raise Unreachable(reason)

    def unreachable(self, reason: str) -> Unreachable:
        """Returns the error to raise: what is missing may be so because the import failed."""
        match self.loaded.error:
            case None:
                return Unreachable(reason)
            case Blocked() as error:
                return Unreachable(f"guard_blocked: {error.strerror}")
            case error:
                return Unreachable(f"import_failed: {say_error(error)}")

    def _hints(self, subject: Subject) -> Hints:
        """What the body does with its parameters, if its text can be found."""
        code = getattr(inspect.unwrap(subject.function), "__code__", None)
        if code is None:
            return Hints()
        tree = self.source(real(code.co_filename)).tree
        return hints(tree, code.co_name, code.co_firstlineno)

    def _written(self, subject: Subject, transform: str) -> Iterator[Call]:
        own = subject.name.rpartition(".")[2]
        sources = self.sources()
        names = aliases(sources, own)
        if last_name(transform) in MAPPED:
            names.discard(own)
        for written in calls(sources, names):
            call = self._evaluated(written)
            if call is not None and _binds(subject, call):
                yield call

    def _evaluated(self, written: Written) -> Call | None:
        """User code runs here, and may do anything."""
        try:
            return evaluate(written, vars(self.module(written.source.file)))
        except BaseException:
            return None


def seen_call(seen: Sighting, subject: Subject) -> Call:
    """Returns the call that was seen, without the instance that the subject has already."""
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    for name, parameter in subject.parameters().items():
        if name in seen.arguments and parameter.kind is parameter.KEYWORD_ONLY:
            kwargs[name] = seen.arguments[name]
        elif name in seen.arguments:
            args.append(seen.arguments[name])
    return Call(tuple(args), kwargs, call_text(tuple(args), kwargs), written=True)


def _binds(subject: Subject, call: Call) -> bool:
    try:
        inspect.signature(subject.function).bind(*subject.leading, *call.args, **call.kwargs)
    except (TypeError, ValueError):
        return False
    return True


def _known(subject: Subject) -> dict[str, Known]:
    """A global `batch`, or `BATCH`, is what a parameter `batch` may well be given."""
    namespace: dict[str, Any] = getattr(subject.function, "__globals__", {})
    found: dict[str, Known] = {}
    for name in subject.parameters():
        for spelled in (name, name.upper()):
            value = namespace.get(spelled)
            if value is not None and not callable(value) and not isinstance(value, ModuleType):
                found[name] = Known(spelled, value)
    return found
