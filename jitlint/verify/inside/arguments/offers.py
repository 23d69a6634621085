"""The calls of a function in the order in which they deserve trust, and where each comes from."""

import contextlib
import inspect
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from types import ModuleType
from typing import Any

from ..attempts import Subject
from ..calls import Call, call_text
from ..guesses import Known, guesses
from ..hints import Hints
from ..literal import evaluate, evaluate_on
from ..load import name_of
from ..places import real
from ..question import Entry
from ..sightings import Sighting
from ..sources import Source, Written, aliases, calls
from ..transforms import MAPPED, NUMERIC, is_jit, last_name
from .examples import Wanted, given, in_docstrings
from .making import Making
from .project import mentioning
from .recorded import recorded
from .signatures import code_of, namespace_of, unwrapped

MOST_WRITTEN = 6
MOST_TRIED = 24
MOST_GIVEN = 8
MOST_CONCRETE = 3
MOST_GUESSED_FOR_OBJECTS = 8
SEEN = "as seen while importing"


@dataclass(frozen=True, slots=True)
class Offers:
    """What the program shows of a function's calls; `module` imports the module of a file."""

    sources: list[Source]
    making: Making
    module: Callable[[str], ModuleType]
    parse: Callable[[str], Source]
    configured: tuple[str, ...] = ()
    plan: int = 0

    def calls(
        self, subject: Subject, entry: Entry | None, seen: Sighting | None = None
    ) -> Iterator[Call]:
        """Yields what is given, seen, written, and then, unless one of these works, made up.

        A host's own errors may be what is asked about: nobody searches for ways around them, nor
        for arguments of a function that asks for concrete values whatever it is given.
        """
        works, concrete = False, 0
        for call in self._shown(subject, entry, seen):
            yield call
            works = works or call.fate.is_success
            concrete += call.fate.is_concrete
        if not works and not subject.host and concrete < MOST_CONCRETE:
            static = entry.static if entry else frozenset[str]()
            passed = entry.passed if entry else frozenset[str]()
            bare = replace(subject, leading=()) if subject.owner else subject
            jitted = is_jit(entry.transform) if entry else False
            yield from self.making.calls(bare, static, passed, jitted)

    def constructing(self, subject: Subject) -> Iterator[Call]:
        """Yields the calls of a constructor that are written, here or around."""
        return self._found(subject, "")

    def for_objects(self, subject: Subject) -> Iterator[Call]:
        """Yields a few calls of a constructor that are guessed."""
        known, said, none = _known(subject), self._hints(subject), frozenset[str]()
        guessed = guesses(subject.parameters(), known, said, none, none, False)
        yield from islice(guessed, MOST_GUESSED_FOR_OBJECTS)

    def _shown(
        self, subject: Subject, entry: Entry | None, seen: Sighting | None
    ) -> Iterator[Call]:
        transform = entry.transform if entry else ""
        mapped = last_name(transform) in MAPPED
        if not mapped:
            yield from islice(self._given(subject), MOST_GIVEN)
        has_self = subject.owner is None or bool(subject.leading)
        if has_self and not mapped:
            yield from self._recorded(subject)
        if has_self and seen is not None and not mapped:
            yield seen_call(seen, subject)
        works = False
        for call in self._found(subject, transform):
            yield call
            works = works or call.fate.is_success
        if not works and not mapped:
            yield from islice(self._documented(subject), MOST_GIVEN)
        if has_self:
            yield from self._guessed(subject, entry)

    def _found(self, subject: Subject, transform: str) -> Iterator[Call]:
        """Call sites in the files that the question concerns, or else in those around them."""
        any_here = False
        for call in islice(self._written(subject, transform, self.sources), MOST_WRITTEN):
            any_here = True
            yield call
        code = code_of(subject.function)
        if code is not None and not any_here:
            name = name_of(real(code.co_filename))
            others = [self.parse(f) for f in mentioning(name, subject.name.rpartition(".")[2])]
            yield from islice(self._written(subject, transform, others), MOST_WRITTEN)

    def _guessed(self, subject: Subject, entry: Entry | None) -> Iterator[Call]:
        none = frozenset[str]()
        static, passed = (entry.static, entry.passed) if entry else (none, none)
        numeric = last_name(entry.transform) in NUMERIC if entry else False
        known, said = _known(subject), self._hints(subject)
        names = subject.parameters()
        yield from guesses(names, known, said, static, passed, numeric, self.plan)

    def _given(self, subject: Subject) -> Iterator[Call]:
        comments = [example for source in self.sources for example in source.examples]
        return given(_wanted(subject), comments, self.configured)

    def _recorded(self, subject: Subject) -> Iterator[Call]:
        code = code_of(subject.function)
        if code is None or subject.host:
            return
        names, namespace = subject.parameters(), namespace_of(subject.function)
        yield from recorded(real(code.co_filename), code.co_qualname, names, namespace)

    def _documented(self, subject: Subject) -> Iterator[Call]:
        holders = [subject.function, *([subject.owner] if subject.owner else [])]
        return in_docstrings(_wanted(subject), holders)

    def _hints(self, subject: Subject) -> Hints:
        """What the body does with its parameters, if its text can be found."""
        code = getattr(unwrapped(subject.function), "__code__", None)
        if code is None:
            return Hints()
        index = self.parse(real(code.co_filename)).index
        return index.hints_of(code.co_name, code.co_firstlineno)

    def _written(self, subject: Subject, transform: str, sources: list[Source]) -> Iterator[Call]:
        own = subject.name.rpartition(".")[2]
        names = aliases(sources, own)
        if last_name(transform) in MAPPED:
            names.discard(own)
        for written in islice(calls(sources, names), MOST_TRIED):
            call = self._evaluated(written, subject)
            if call is not None and _binds(subject, call):
                yield call

    def _evaluated(self, written: Written, subject: Subject) -> Call | None:
        """A method is called on what the program calls it on, or else on an instance there is.

        User code runs here, and may do anything.
        """
        file = written.source.file
        place = f"as called at {os.path.basename(file)}:{written.call.lineno}"
        namespace = vars(self.module(file))
        if subject.owner is not None:
            with contextlib.suppress(BaseException):
                call = evaluate_on(subject.owner, written, namespace)
                return None if call is None else replace(call, source=place)
        if subject.owner is None or subject.leading:
            with contextlib.suppress(BaseException):
                return replace(evaluate(written, namespace), source=place)
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
    text = call_text(tuple(args), kwargs)
    return Call(tuple(args), kwargs, text, written=True, source=SEEN)


def _wanted(subject: Subject) -> Wanted:
    name = subject.name.rpartition(".")[2]
    return Wanted(name, subject.owner is not None, namespace_of(subject.function))


def _binds(subject: Subject, call: Call) -> bool:
    leading = () if call.with_self else subject.leading
    try:
        inspect.signature(subject.function).bind(*leading, *call.args, **call.kwargs)
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
