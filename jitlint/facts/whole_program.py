"""Events that follow from the facts of all modules of a program together."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from jitlint.interpreter.analyses.call_forms import other_forms
from jitlint.interpreter.analyses.call_frequency import made_per_call
from jitlint.interpreter.analyses.donated_twice import donated_twice
from jitlint.interpreter.analyses.donation import donated_reads
from jitlint.interpreter.analyses.latent_flags import latent_flags
from jitlint.interpreter.analyses.staleness import stale_reads
from jitlint.interpreter.events import Event
from jitlint.interpreter.events.facts import (
    Called,
    CalledWith,
    Donated,
    DonatedBoth,
    Fact,
    Flag,
    LateSwitch,
    MadePerCall,
    Making,
    MutableVariables,
    NothingDonated,
    Passed,
    Rebound,
    StateChange,
    StateRead,
    TracedBy,
    Wide,
    WideNumber,
    WideTypeAsked,
    WrittenElsewhere,
)
from jitlint.project.wide_types import WideTypes

N = TypeVar("N", bound=Fact)


def whole_program_events(facts: Iterable[Fact], wide_types: WideTypes) -> Iterator[Event]:
    """Yields the events that follow from the facts of a program together.

    The `wide_types` say which of its modules may have 64 bits.
    """
    by_kind: dict[type[Fact], list[Fact]] = {}
    for fact in dict.fromkeys(facts):
        by_kind.setdefault(type(fact), []).append(fact)

    def of(kind: type[N]) -> list[N]:
        return [fact for fact in by_kind.get(kind, ()) if isinstance(fact, kind)]

    yield from stale_reads(of(StateRead), of(StateChange), of(TracedBy), of(Making))
    yield from made_per_call(of(MadePerCall), of(Called))
    yield from (fact.event for fact in of(Rebound))
    yield from other_forms(of(CalledWith))
    yield from latent_flags(of(Flag), of(Passed))
    yield from donated_reads(of(Donated), of(NothingDonated))
    yield from donated_twice(of(DonatedBoth), of(NothingDonated))
    if not of(Wide):
        wide = (*of(WideNumber), *of(WideTypeAsked))
        yield from (fact.event for fact in wide if not wide_types.may_be_on(fact.module))
    for fact in of(LateSwitch) if len(of(Wide)) == 1 else ():
        if not wide_types.may_be_on_before(fact.module):
            yield fact.event
    if not of(MutableVariables):
        yield from (fact.event for fact in of(WrittenElsewhere))
