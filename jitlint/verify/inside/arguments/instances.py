"""Instances of a class, each made in another way: held, made as written, made by a search."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Protocol

from ..attempts import Subject
from ..calls import Call
from ..numbers import with_scalars
from .classes import is_instance

MOST_MADE = 60
MOST_WRITTEN = 4
MOST_WAYS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """An object, and how it was made as Python text; an `invented` one holds invented parts."""

    value: Any
    text: str
    invented: bool = False


class Maker(Protocol):
    """Knows the ways to make an object, the calls for them, and makes them."""

    def ways(self, owner: type) -> Iterator[tuple[Any, Callable[..., Any] | None]]: ...
    def written(self, subject: Subject) -> Iterator[Call]: ...
    def searched(self, subject: Subject) -> Iterator[Call]: ...
    def guessed(self, subject: Subject) -> Iterator[Call]: ...
    def made(self, subject: Subject, calls: Iterator[Call]) -> tuple[Any, Call] | None: ...


@dataclass(slots=True)
class Instances:
    """Makes instances of a class, once; `reason` says why the first attempt came to nothing."""

    maker: Maker
    owner: type
    reason: str = ""
    _known: list[Instance] = field(default_factory=list[Instance])
    _more: Iterator[Instance] | None = None

    @property
    def said(self) -> str:
        """Why there is no instance."""
        return self.reason or f"args_not_found: no way to make a {self.owner.__name__}"

    def all(self) -> Iterator[Instance]:
        """Yields instances, those that somebody else made first."""
        place = 0
        while place < len(self._known) or self._make_one():
            yield self._known[place]
            place += 1

    def _make_one(self) -> bool:
        """Whether one more could be made; while that is tried there is none."""
        more, self._more = self._more or self._ways(), iter(())
        made = next(more, None)
        self._known += [made] if made is not None else []
        self._more = more
        return made is not None

    def _ways(self) -> Iterator[Instance]:
        ways = [*islice(self.maker.ways(self.owner), MOST_WAYS)]
        yield from (_held(value) for value, factory in ways if factory is None)
        factories = [factory for _, factory in ways if factory is not None]
        for how in (self._as_written, self._as_searched, self._as_guessed):
            for factory in factories:
                yield from how(factory)

    def _as_written(self, factory: Callable[..., Any]) -> Iterator[Instance]:
        subject = _subject(factory)
        yield from self._made(subject, islice(self.maker.written(subject), MOST_WRITTEN))

    def _as_searched(self, factory: Callable[..., Any]) -> Iterator[Instance]:
        subject = _subject(factory)
        yield from self._made(subject, self.maker.searched(subject))

    def _as_guessed(self, factory: Callable[..., Any]) -> Iterator[Instance]:
        subject = _subject(factory)
        yield from self._made(subject, self.maker.guessed(subject))

    def _made(self, subject: Subject, calls: Iterator[Call]) -> Iterator[Instance]:
        """At most one of each way, and the same with scalars: others would fare no better."""
        found = self.maker.made(subject, self._noted(subject, islice(calls, MOST_MADE)))
        if found is None:
            return
        yield from self._instance(subject, *found)
        small = with_scalars(found[1])
        again = self.maker.made(subject, iter([small])) if small is not found[1] else None
        if again is not None:
            yield from self._instance(subject, *again)

    def _instance(self, subject: Subject, value: Any, call: Call) -> Iterator[Instance]:
        if is_instance(value, self.owner):
            yield Instance(value, f"{subject.name}({call.text})", call.invented)

    def _noted(self, subject: Subject, calls: Iterator[Call]) -> Iterator[Call]:
        for call in calls:
            yield call
            failure = call.fate.failure
            if failure is not None and not self.reason:
                said = f"{failure.names[0]}: {failure.message.partition(chr(10))[0][:200]}"
                self.reason = f"args_not_found: {subject.name}({call.text}) raised {said}"


def with_instance(instance: Instance, call: Call) -> Call:
    """Returns a call of a method with its instance as the first argument."""
    text = ", ".join(filter(None, (instance.text, call.text)))
    args, invented = (instance.value, *call.args), call.invented or instance.invented
    return replace(call, args=args, text=text, invented=invented, with_self=True)


def _held(value: Any) -> Instance:
    name = type(value).__qualname__
    with contextlib.suppress(Exception):
        name = type(value).__name__
    return Instance(value, f"{name}(…)")


def _subject(factory: Callable[..., Any]) -> Subject:
    name = getattr(factory, "__qualname__", "") or getattr(factory, "__name__", "")
    return Subject(name, factory, host=True)
