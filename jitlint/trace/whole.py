"""What only the whole program can tell: made of the notes that its modules have left."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from jitlint.trace.events import Event
from jitlint.trace.notes import (
    Called,
    CalledWith,
    Flag,
    MadePerCall,
    Making,
    Note,
    Passed,
    Rebound,
    StateChange,
    StateRead,
    TracedBy,
)
from jitlint.trace.watches.forms import other_forms
from jitlint.trace.watches.latent import latent_flags
from jitlint.trace.watches.oftenness import made_per_call
from jitlint.trace.watches.staleness import stale_reads

N = TypeVar("N", bound=Note)


def whole_program_events(notes: Iterable[Note]) -> Iterator[Event]:
    """Yields the events that follow from all notes of a program together."""
    held: dict[type[Note], list[Note]] = {}
    for note in dict.fromkeys(notes):
        held.setdefault(type(note), []).append(note)

    def of(kind: type[N]) -> list[N]:
        return [note for note in held.get(kind, ()) if isinstance(note, kind)]

    yield from stale_reads(of(StateRead), of(StateChange), of(TracedBy), of(Making))
    yield from made_per_call(of(MadePerCall), of(Called))
    yield from (note.told for note in of(Rebound))
    yield from other_forms(of(CalledWith))
    yield from latent_flags(of(Flag), of(Passed))
