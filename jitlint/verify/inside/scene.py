"""The user's program, imported: where an experiment gets ways to run the flagged code."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from types import ModuleType
from typing import Any

from .attempts import Attempt, Subject
from .calls import Call, call_text
from .guard import Blocked
from .guesses import guesses
from .hints import Hints, hints
from .literal import evaluate
from .load import Loaded, also, name_of
from .places import Files, real
from .question import Entry, Question
from .reach import Unreachable, function_at, host_at, jitted, search, subject_of
from .sightings import Sighting
from .sources import Source, Written, aliases, assigned_at, calls, enclosing, parse
from .transforms import MAPPED, NUMERIC, is_jit, last_name, stages
from .verdict import say_error
from .watch import Record

MOST_WRITTEN = 6
MOST_MADE = 10


@dataclass(slots=True)
class Scene:
    """One question in the program: the module as far as it got, and what its import showed."""

    question: Question
    files: Files
    loaded: Loaded
    at_import: Record
    _sources: dict[str, Source] = field(default_factory=dict[str, Source])

    def record(self) -> Record:
        """Returns an empty record for this question's spot and function."""
        return Record(self.question.spot, self.question.target)

    @property
    def place(self) -> str:
        """Where the flagged expression starts, as the user writes it."""
        return self.files.say(self.question.spot.file, self.question.spot.row)

    @property
    def around(self) -> str:
        """The `__qualname__` of the function that the flagged expression is in, if any."""
        spot = self.question.spot
        return enclosing(self._source(spot.file).tree, spot.row)

    def attempts(self) -> Iterator[Attempt]:
        """Yields ways to run the flagged code under JAX, best first; raises Unreachable."""
        entry = self.question.entry
        if entry is None:
            return self.of_host(self.around, self.question.file)
        try:
            subject = self._subject(entry)
        except Unreachable:
            if not entry.within:
                raise
            return self.of_host(entry.within, entry.starts_file)
        if stages(entry.transform) or not entry.within:
            return self.of_subject(subject)
        direct = (replace(each, faithful=False) for each in self.of_subject(subject))
        return chain(self._of_host_if_any(entry), direct)

    def of_subject(self, subject: Subject) -> Iterator[Attempt]:
        """Yields calls of the traced function: those that the program makes, then guesses."""
        entry = self.question.entry
        assert entry is not None
        for call in self._calls(subject, entry):
            yield Attempt(subject, call, entry.transform, entry.static)

    def of_host(self, within: str, file: str) -> Iterator[Attempt]:
        """Yields calls of the importable function around the flagged code, as Python makes them."""
        outermost = within.split(".<locals>")[0]
        if not outermost or "<" in outermost:
            raise self._unreachable("unreachable_scope: only the module's import runs it")
        try:
            subject = host_at(self._module(file), outermost, self._instance)
        except Unreachable as error:
            raise self._unreachable(str(error)) from None
        for call in self._calls(subject, None):
            yield Attempt(subject, call)

    def of_result(self, result: Any, seen: Sighting | None) -> Iterator[Attempt]:
        """Yields calls of the traced function if a factory returned it, or else has called it."""
        entry = self.question.entry
        if entry is None:
            return
        for name, value in search([result], entry.target):
            yield from self.of_subject(subject_of(value, name or entry.target.name, entry.target))
            return
        if seen is not None and seen.function is not None:
            subject = Subject(entry.target.name, seen.function)
            yield Attempt(subject, _seen_call(seen, subject), entry.transform, entry.static)

    def _of_host_if_any(self, entry: Entry) -> Iterator[Attempt]:
        try:
            yield from self.of_host(entry.within, entry.starts_file)
        except Unreachable:
            return

    def _subject(self, entry: Entry) -> Subject:
        """The function where its name says, or else whatever in the module holds it."""
        module = self._module(entry.defined_file)
        try:
            return self._with_wrapper(function_at(module, entry.target, self._instance), entry)
        except Unreachable as error:
            for name, value in search([self.loaded.module, module], entry.target):
                return subject_of(value, name, entry.target)
            raise self._unreachable(str(error)) from None

    def _with_wrapper(self, subject: Subject, entry: Entry) -> Subject:
        """`fast = jax.jit(step)` says itself what is static, and is called as it is."""
        if subject.wrapper is not None or subject.leading or not is_jit(entry.transform):
            return subject
        module = self._module(entry.starts_file)
        name = assigned_at(self._source(entry.starts.file).tree, entry.starts.row)
        found = [(n, v) for n, v in search([module], entry.target) if jitted(v) is not None]
        named = [value for held, value in found if held == name or len(found) == 1]
        return replace(subject, wrapper=named[0]) if named else subject

    def _calls(self, subject: Subject, entry: Entry | None) -> Iterator[Call]:
        """What the import was seen to call, what is written, what can be guessed."""
        seen = self.at_import.sighting
        transform = entry.transform if entry else ""
        static = entry.static if entry else frozenset[str]()
        if entry and seen is not None and last_name(transform) not in MAPPED:
            yield _seen_call(seen, subject)
        yield from islice(self._written(subject, transform), MOST_WRITTEN)
        passed = entry.passed if entry else frozenset[str]()
        hints = self._hints(subject)
        numeric = last_name(transform) in NUMERIC
        yield from guesses(subject.parameters(), hints, static, passed, numeric)

    def _hints(self, subject: Subject) -> Hints:
        """What the body does with its parameters, if its text can be found."""
        code = getattr(inspect.unwrap(subject.function), "__code__", None)
        if code is None:
            return Hints()
        file = real(code.co_filename)
        return hints(self._source(file).tree, code.co_name, code.co_firstlineno)

    def _written(self, subject: Subject, transform: str) -> Iterator[Call]:
        own = subject.name.rpartition(".")[2]
        sources = self._all_sources()
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
            return evaluate(written, vars(self._module(written.source.file)))
        except BaseException:
            return None

    def _instance(self, owner: type) -> Any:
        """An instance that the program holds, or one made as it makes them, or of guesses."""
        for value in vars(self.loaded.module).values():
            if isinstance(value, owner):
                return value
        reason = ""
        for call in islice(self._calls(Subject(owner.__name__, owner, host=True), None), MOST_MADE):
            try:
                made = call.on_device()
                return owner(*made.args, **made.kwargs)
            except BaseException as error:
                said = f"args_not_found: {owner.__name__}({call.text}) raised {say_error(error)}"
                reason = reason or said
        raise Unreachable(reason)

    def _module(self, file: str) -> ModuleType:
        """The module of a file; one that cannot be imported holds nothing."""
        if real(getattr(self.loaded.module, "__file__", None) or "") == file:
            return self.loaded.module
        return also(name_of(file)) or ModuleType("missing")

    def _all_sources(self) -> list[Source]:
        question, entry = self.question, self.question.entry
        main = getattr(self.loaded.module, "__file__", None) or question.file
        files = [main, *([entry.starts_file, entry.defined_file] if entry else []), question.file]
        return [self._source(file) for file in dict.fromkeys(map(real, files))]

    def _source(self, file: str) -> Source:
        if file not in self._sources:
            self._sources[file] = parse(file)
        return self._sources[file]

    def _unreachable(self, reason: str) -> Unreachable:
        """What is missing may be so because the import failed before it."""
        match self.loaded.error:
            case None:
                return Unreachable(reason)
            case Blocked() as error:
                return Unreachable(f"guard_blocked: {error.strerror}")
            case error:
                return Unreachable(f"import_failed: {say_error(error)}")


def _seen_call(seen: Sighting, subject: Subject) -> Call:
    """Positional arguments as far as they go, without the instance that the subject has."""
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
