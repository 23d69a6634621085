"""The sources of a function's calls, in the order in which they are tried."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..limits import MOST_CONCRETE_ERRORS, MOST_EXAMPLES
from ..program.attempt import Subject
from ..program.call import Calls, SampleCall
from ..program.observed_calls import ObservedCall
from ..program.question import TraceEntry
from ..program.resolve_function import Unreachable
from . import (
    call_sites,
    construction,
    docstring_examples,
    examples,
    instance_members,
    observed,
    options,
    recorded,
    search,
    uniform,
)
from .construction import Construction
from .knowledge import ProgramKnowledge
from .repairs import in_turn
from .request import Request


def searched(request: Request, knowledge: ProgramKnowledge) -> Calls:
    """Yields calls that are repaired after each error.

    A method is called on real instances, in turn with calls that repair the instance too.
    """
    if request.subject.owner is None:
        return construction.searched(request, knowledge)
    unbound = request.unbound()
    on_instances = instance_members.calls(unbound, knowledge)
    return search.until_success(in_turn([on_instances, search.calls(unbound, knowledge)]))


@dataclass(frozen=True, slots=True)
class CallSource:
    """A source of calls, of which at most some are taken, and the requests that it is asked.

    One `without_instance` has calls of methods with their instance among the arguments. A
    mapped function gets items of its caller's arguments: only what looks at its callers is asked.
    A `fallback` is asked while no call has ended well, unless several asked for concrete values.
    The errors of a host may be what the question is about: a search would avoid them.
    """

    calls: Callable[[Request, ProgramKnowledge], Calls]
    without_instance: bool = False
    mapped: bool = False
    hosts: bool = True
    fallback: bool = False
    most: int | None = None

    def serves(self, request: Request) -> bool:
        """Whether the source has calls for a request."""
        return (
            (self.without_instance or not request.lacks_instance)
            and (self.mapped or not request.is_mapped)
            and (self.hosts or not request.subject.host)
        )


SOURCES = (
    CallSource(examples.calls, without_instance=True, most=MOST_EXAMPLES),
    CallSource(recorded.calls),
    CallSource(observed.calls),
    CallSource(call_sites.calls, without_instance=True, mapped=True),
    CallSource(docstring_examples.calls, without_instance=True, fallback=True, most=MOST_EXAMPLES),
    CallSource(uniform.calls, mapped=True),
    CallSource(searched, without_instance=True, mapped=True, hosts=False, fallback=True),
)


@dataclass(slots=True)
class CallSources:
    """All sources of calls of a program's functions, and of objects of its classes."""

    knowledge: Construction

    def calls(
        self, subject: Subject, entry: TraceEntry | None, seen: ObservedCall | None = None
    ) -> Calls:
        """Yields the calls of all sources; which are asked depends on the outcomes so far."""
        request = Request.of(subject, entry, seen, self.knowledge.program.shared.uniform)
        works, concrete, missed = False, 0, list[SampleCall]()
        for source in SOURCES:
            is_needed = not source.fallback or (not works and concrete < MOST_CONCRETE_ERRORS)
            if source.serves(request) and is_needed:
                for call in islice(source.calls(request, self.knowledge), source.most):
                    yield call
                    works = works or call.outcome.is_success
                    concrete += call.outcome.needs_concrete
                    missed += [call] * (call.outcome.is_success and call.outcome.missed_line)
        yield from options.calls(request, self.knowledge, missed)

    def searched(self, subject: Subject) -> Calls:
        """Yields calls that are repaired after each error."""
        return searched(Request(subject), self.knowledge)

    def instance(self, owner: type) -> Any:
        """Returns a new instance: calls may have changed others.

        Raises Unreachable with the first error that a constructor raised.
        """
        made, reason = self.knowledge.new_object(owner)
        if made is None:
            raise Unreachable(reason)
        return made.value
