"""What the program can tell of how to fill parameters: its classes, its code, its constructors."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from inspect import Parameter
from itertools import islice
from typing import Any, Protocol

from ..attempts import Subject
from ..calls import Call
from ..places import real
from ..reach import Unreachable
from ..sources import Source
from ..verdict import say_error
from .choices import State
from .classes import is_instance, ways
from .menu import Menu
from .search import MOST_SECONDS, Search
from .signatures import code_of, namespace_of
from .uses import Uses, uses

MOST_MADE = 60
MOST_WAYS = 4
SECONDS_FOR_PARTS = 3.0


class Texts(Protocol):
    """Where the text of a file comes from."""

    def source(self, file: str) -> Source: ...


@dataclass(slots=True)
class Making:
    """Makes what no text of the program shows; `texts` has the program's files as trees."""

    texts: Texts
    namespace: Mapping[str, Any]
    _parts: dict[Any, State | None] = field(default_factory=dict[Any, State | None])

    def calls(
        self,
        subject: Subject,
        static: frozenset[str],
        passed: frozenset[str],
        is_jit: bool,
    ) -> Iterator[Call]:
        """Yields calls by what is declared, named and done, each corrected by the last's error."""
        parameters = subject.parameters()
        yield from self._search(subject, parameters, static, is_jit, MOST_SECONDS).calls(passed)

    def instance(self, owner: type, first: Callable[[Subject], Iterator[Call]]) -> Any:
        """Returns an instance that is there, or one made by a call among the `first`, or guessed.

        Raises Unreachable with the error of the first attempt.
        """
        reason = ""
        for kind, factory in islice(self.ways(owner), MOST_WAYS):
            if factory is None:
                return kind
            subject = Subject(owner.__name__, factory, host=True)
            for call in islice(self._constructing(subject, first), MOST_MADE):
                made, error = _make(subject, call)
                if error is None and is_instance(made, owner):
                    return made
                said = f"args_not_found: {owner.__name__}({call.text}) raised {error}"
                reason = reason or said
        raise Unreachable(reason or f"args_not_found: no way to make a {owner.__name__}")

    def ways(self, owner: type) -> Iterator[tuple[Any, Callable[..., Any] | None]]:
        """Yields the ways to have an instance of a class."""
        return ways(owner, self.namespace)

    def parts(self, factory: Any) -> State | None:
        """Returns choices with which a factory makes an object; none while they are sought."""
        if factory not in self._parts:
            self._parts[factory] = None
            subject = Subject(getattr(factory, "__name__", ""), factory, host=True)
            parameters = subject.parameters()
            search = self._search(subject, parameters, frozenset(), False, SECONDS_FOR_PARTS)
            for call in search.calls():
                _make(subject, call)
            self._parts[factory] = search.found()
        return self._parts[factory]

    def uses(self, function: Any) -> Uses:
        """Returns what the body of a function, or of a constructor, tells of its parameters."""
        code = code_of(function)
        if code is None:
            return Uses()
        index = self.texts.source(real(code.co_filename)).index
        return uses(index, code.co_name, code.co_firstlineno)

    def classes(self, function: Any) -> tuple[type, ...]:
        """Returns the classes that a function knows by name, its own first."""
        named = [each for each in list(namespace_of(function).values()) if isinstance(each, type)]
        code = code_of(function)
        own = code.co_qualname.split(".")[0] if code else ""
        ours = [each for each in named if each.__module__ != "builtins"]
        return tuple(sorted(ours, key=lambda each: each.__name__ != own))

    def _constructing(
        self, subject: Subject, first: Callable[[Subject], Iterator[Call]]
    ) -> Iterator[Call]:
        yield from first(subject)
        yield from self.calls(subject, frozenset(), frozenset(), False)

    def _search(
        self,
        subject: Subject,
        parameters: Mapping[str, Parameter],
        static: frozenset[str],
        is_jit: bool,
        seconds: float,
    ) -> Search:
        menu = Menu(self, subject.function, static, is_jit)
        return Search(parameters, menu, self.uses(subject.function), subject.owner, seconds)


def _make(subject: Subject, call: Call) -> tuple[Any, str | None]:
    """Returns what a factory makes, or its error; user code runs here, and may do anything."""
    try:
        there = call.on_device()
        made = subject.function(*there.args, **there.kwargs)
    except BaseException as error:
        call.fate.take(error, subject.code)
        return None, say_error(error)
    call.fate.take(None)
    return made, None
