"""What the program can tell of how to fill parameters: its classes, its code, its constructors."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from inspect import Parameter
from itertools import chain, islice
from typing import Any, Protocol

from ..attempts import Subject
from ..calls import Call
from ..reach import Unreachable
from ..sources import Source
from ..verdict import say_error
from .choices import State
from .classes import is_open, ways
from .companions import Companions
from .deriving import import_derived
from .failure import Step
from .instances import Instance, Instances, with_instance
from .menu import Menu
from .models import Models
from .neighbours import neighbours
from .search import MOST_SECONDS, Search
from .signatures import code_of, namespace_of
from .through import Through
from .uses import Uses

MOST_AFTER_IDLE = 40
MOST_INSTANCES = 4
MOST_OF_AN_INSTANCE = 24
SECONDS_FOR_PARTS = 3.0
SECONDS_OF_AN_INSTANCE = 5.0


class Texts(Protocol):
    """Where the text of a file comes from."""

    def source(self, file: str) -> Source: ...
    def written(self, subject: Subject) -> Iterator[Call]: ...
    def guessed(self, subject: Subject) -> Iterator[Call]: ...


@dataclass(slots=True)
class Making:
    """Makes what no text of the program shows; `texts` has the program's files as trees."""

    texts: Texts
    namespace: Mapping[str, Any]
    _parts: dict[Any, State | None] = field(default_factory=dict[Any, State | None])
    _instances: dict[type, Instances] = field(default_factory=dict[type, Instances])
    _derived: set[type] = field(default_factory=set[type])
    _through: Through = field(init=False)

    def __post_init__(self) -> None:
        self._through = Through(lambda file: self.texts.source(file).index)

    def calls(
        self,
        subject: Subject,
        static: frozenset[str],
        passed: frozenset[str],
        is_jit: bool,
        seconds: float = MOST_SECONDS,
    ) -> Iterator[Call]:
        """Yields calls by what is declared, named and done, each corrected by the last's error.

        A method is called on real instances, with what these themselves have to offer, in turn
        with calls in which the instance may be corrected too.
        """
        parameters = subject.parameters()
        searched = self._search(subject, parameters, static, is_jit, seconds).calls(passed)
        if subject.owner is None:
            modelled = Models(self, subject).calls(static, is_jit, passed)
            found: Iterator[Call] = chain(modelled, searched)
        else:
            on_instances = self._of_instances(subject, subject.owner, static, passed, is_jit)
            found = _in_turn([on_instances, searched])
        yield from _until_good(found)

    def _of_instances(
        self,
        subject: Subject,
        owner: type,
        static: frozenset[str],
        passed: frozenset[str],
        is_jit: bool,
    ) -> Iterator[Call]:
        for instance in islice(self.instances(owner), MOST_INSTANCES):
            bound = replace(subject, leading=(instance.value,), owner=None)
            companions = Companions(self, instance.value)
            calls = companions.calls(bound, static, is_jit, SECONDS_OF_AN_INSTANCE, passed)
            made = islice(calls, MOST_OF_AN_INSTANCE)
            yield from (with_instance(instance, call) for call in made)

    def instance(self, owner: type) -> Any:
        """Returns an instance that is there, or made as the program makes them, or by a search.

        It is a new one, since calls may spoil it. Raises Unreachable with the first error.
        """
        instances = Instances(self, owner)
        for each in instances.all():
            return each.value
        self._instances[owner] = instances
        raise Unreachable(instances.said)

    def instances(self, owner: type) -> Iterator[Instance]:
        """Yields instances, each made in another way."""
        return self._instances.setdefault(owner, Instances(self, owner)).all()

    def searched(self, subject: Subject) -> Iterator[Call]:
        """Yields calls of a constructor that are corrected by their errors, for a short time."""
        none = frozenset[str]()
        return self.calls(subject, none, none, False, SECONDS_FOR_PARTS)

    def written(self, subject: Subject) -> Iterator[Call]:
        """Yields the calls of a constructor that the program makes."""
        return self.texts.written(subject)

    def guessed(self, subject: Subject) -> Iterator[Call]:
        """Yields a few calls of a constructor that are guessed without a look at its code."""
        return self.texts.guessed(subject)

    def made(self, subject: Subject, calls: Iterator[Call]) -> tuple[Any, Call] | None:
        """Returns what the first call that ends well returns, and that call."""
        for call in calls:
            value, error = _make(subject, call)
            if error is None:
                return value, call
        return None

    def ways(self, owner: type) -> Iterator[tuple[Any, Callable[..., Any] | None]]:
        """Yields the ways to have an instance of a class, which may have to be derived from."""
        if owner not in self._derived and is_open(owner):
            import_derived(owner)
        self._derived.add(owner)
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
        return self._through.uses(function)

    def blamed(self, trail: tuple[Step, ...]) -> list[str]:
        """Returns what an error may be due to, by the paths of the function it starts from."""
        return self._through.blamed(trail)

    def classes(self, function: Any) -> tuple[type, ...]:
        """Returns the classes that a function knows by name, its own first."""
        named = [each for each in list(namespace_of(function).values()) if isinstance(each, type)]
        code = code_of(function)
        own = code.co_qualname.split(".")[0] if code else ""
        ours = [each for each in named if each.__module__ != "builtins"]
        return tuple(sorted(ours, key=lambda each: each.__name__ != own))

    def neighbours(self, function: Any) -> tuple[type, ...]:
        """Returns the classes of the package that a function is of."""
        return neighbours(namespace_of(function))

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


def _until_good(calls: Iterator[Call]) -> Iterator[Call]:
    """Yields calls up to one that ends well; a few more if that did not do what it was made for."""
    since_idle = 0
    for call in calls:
        yield call
        is_good = call.fate.is_success and not call.invented
        if is_good and not call.fate.is_idle:
            return
        since_idle += is_good or since_idle > 0
        if since_idle > MOST_AFTER_IDLE:
            return


def _in_turn(streams: list[Iterator[Call]]) -> Iterator[Call]:
    """Yields the first of each, then the second of each, and so on."""
    while streams:
        for each in list(streams):
            call = next(each, None)
            if call is None:
                streams.remove(each)
            else:
                yield call
