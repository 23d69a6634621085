"""What only the whole program can tell: made of the notes that its modules have left."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from jitlint.interpreter.analyses.call_forms import other_forms
from jitlint.interpreter.analyses.call_frequency import made_per_call
from jitlint.interpreter.analyses.latent_flags import latent_flags
from jitlint.interpreter.analyses.staleness import stale_reads
from jitlint.interpreter.events import Event
from jitlint.interpreter.events.facts import (
    Called,
    CalledWith,
    Fact,
    Flag,
    MadePerCall,
    Making,
    Passed,
    Rebound,
    StateChange,
    StateRead,
    TracedBy,
)

N = TypeVar("N", bound=Fact)


def whole_program_events(notes: Iterable[Fact]) -> Iterator[Event]:
    """Yields the events that follow from all notes of a program together."""
    held: dict[type[Fact], list[Fact]] = {}
    for note in dict.fromkeys(notes):
        held.setdefault(type(note), []).append(note)

    def of(kind: type[N]) -> list[N]:
        return [note for note in held.get(kind, ()) if isinstance(note, kind)]

    yield from stale_reads(of(StateRead), of(StateChange), of(TracedBy), of(Making))
    yield from made_per_call(of(MadePerCall), of(Called))
    yield from (note.told for note in of(Rebound))
    yield from other_forms(of(CalledWith))
    yield from latent_flags(of(Flag), of(Passed))
