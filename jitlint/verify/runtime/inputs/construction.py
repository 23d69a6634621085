"""Makes objects of the program's classes, and finds the arguments that constructors take."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from ..limits import (
    CONSTRUCTOR_SEARCH_SECONDS,
    LONGEST_ERROR_LINE,
    MOST_CONSTRUCTOR_CALLS,
    MOST_CONSTRUCTORS,
    MOST_UNIFORM_CONSTRUCTOR_CALLS,
    MOST_WRITTEN_CONSTRUCTOR_CALLS,
)
from ..program.attempt import Subject
from ..program.call import Calls, SampleCall
from . import call_sites, model_variables, search, uniform
from .constructors import Constructor, is_instance
from .knowledge import ConstructedObject, ProgramKnowledge
from .numbers import with_scalars
from .recipes import Assignment
from .request import Request
from .search import BestFirstSearch, until_success


def searched(request: Request, knowledge: ProgramKnowledge) -> Calls:
    """Yields calls of a function or a constructor that are repaired after each error."""
    modelled = model_variables.calls(request, knowledge)
    return until_success(chain(modelled, search.calls(request, knowledge)))


def result_of(subject: Subject, call: SampleCall) -> Any:
    """Returns what a call returns; user code runs here, and the call's outcome has its error."""
    try:
        result = subject.function(*subject.leading, *call.args, **call.kwargs)
    except BaseException as error:
        call.outcome.record(error, subject.code)
        return None
    call.outcome.record(None)
    return result


def first_result(subject: Subject, calls: Calls) -> tuple[Any, SampleCall] | None:
    """Returns what the first call that ends well returns, and that call."""
    for call in calls:
        result = result_of(subject, call)
        if call.outcome.is_success:
            return result, call
    return None


@dataclass(slots=True)
class Construction(ProgramKnowledge):
    """The knowledge about a program, with objects and arguments of constructors by search."""

    _arguments: dict[Constructor, Assignment | None] = field(
        default_factory=dict[Constructor, Assignment | None]
    )
    _objects: dict[type, "ObjectsOfClass"] = field(default_factory=dict[type, "ObjectsOfClass"])

    def constructor_arguments(self, constructor: Constructor) -> Assignment | None:
        """Returns arguments with which a constructor makes an object; None while it is asked."""
        if constructor not in self._arguments:
            self._arguments[constructor] = None
            request = _request(constructor)
            tried = BestFirstSearch.of(request, self)
            for call in tried.calls():
                result_of(request.subject, call.on_device())
            self._arguments[constructor] = tried.found
        return self._arguments[constructor]

    def objects(self, owner: type) -> Iterator[ConstructedObject]:
        """Yields objects of a class, each made in another way."""
        return self._objects.setdefault(owner, ObjectsOfClass(self, owner)).all()

    def new_object(self, owner: type) -> tuple[ConstructedObject | None, str]:
        """Returns an object that no call has changed yet, or why there is none."""
        objects = ObjectsOfClass(self, owner)
        made = next(objects.all(), None)
        if made is None:
            self._objects[owner] = objects
        return made, objects.reason or f"args_not_found: no way to make a {owner.__name__}"


@dataclass(slots=True)
class ObjectsOfClass:
    """Makes objects of a class as they are asked for; `reason` is the first error that it met."""

    knowledge: ProgramKnowledge
    owner: type
    reason: str = ""
    _made: list[ConstructedObject] = field(default_factory=list[ConstructedObject])
    _more: Iterator[ConstructedObject] | None = None

    def all(self) -> Iterator[ConstructedObject]:
        """Yields objects, those that have been made for others first."""
        place = 0
        while place < len(self._made) or self._make_one():
            yield self._made[place]
            place += 1

    def _make_one(self) -> bool:
        """Returns whether one more was made; to a constructor that asks meanwhile there is none."""
        more, self._more = self._more or self._ways(), iter(())
        made = next(more, None)
        self._made += [made] if made is not None else []
        self._more = more
        return made is not None

    def _ways(self) -> Iterator[ConstructedObject]:
        """Yields held objects, then for each kind of call those that constructors make."""
        yield from map(_held, self.knowledge.held_objects(self.owner))
        constructors = [*islice(self.knowledge.constructors(self.owner), MOST_CONSTRUCTORS)]
        requests = [_request(constructor) for _, constructor in constructors]
        for source, most in SOURCES:
            for request in requests:
                found = map(SampleCall.on_device, islice(source(request, self.knowledge), most))
                yield from self._made_by(request.subject, self._noting_error(request, found))

    def _made_by(self, subject: Subject, calls: Calls) -> Iterator[ConstructedObject]:
        """Yields at most one object, and one of scalars: others would fare no better."""
        found = first_result(subject, calls)
        if found is None:
            return
        yield from self._object(subject, *found)
        small = with_scalars(found[1])
        again = first_result(subject, iter([small])) if small is not found[1] else None
        if again is not None:
            yield from self._object(subject, *again)

    def _object(
        self, subject: Subject, value: Any, call: SampleCall
    ) -> Iterator[ConstructedObject]:
        if is_instance(value, self.owner):
            yield ConstructedObject(value, f"{subject.name}({call.text})", call.invented)

    def _noting_error(self, request: Request, calls: Calls) -> Calls:
        for call in calls:
            yield call
            failure = call.outcome.failure
            if failure is not None and not self.reason:
                line = failure.message.partition("\n")[0][:LONGEST_ERROR_LINE]
                error = f"{failure.errors[0]}: {line}"
                name = request.subject.name
                self.reason = f"args_not_found: {name}({call.text}) raised {error}"


def _request(constructor: Callable[..., Any]) -> Request:
    name = getattr(constructor, "__qualname__", "") or getattr(constructor, "__name__", "")
    return Request(Subject(name, constructor, host=True), seconds=CONSTRUCTOR_SEARCH_SECONDS)


def _held(value: Any) -> ConstructedObject:
    return ConstructedObject(value, f"{type(value).__name__}(…)")


SOURCES = (
    (call_sites.calls, MOST_WRITTEN_CONSTRUCTOR_CALLS),
    (searched, MOST_CONSTRUCTOR_CALLS),
    (uniform.calls, MOST_UNIFORM_CONSTRUCTOR_CALLS),
)
