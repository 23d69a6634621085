"""The entries of programs: an interpreter that notes which code it evaluates in which trace.

No summary holds as much, so the modules are traced whatever is stored of them.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jitlint.check.loader import SourceLoader
from jitlint.check.locate import spans_of
from jitlint.check.pipeline import files_of
from jitlint.check.request import CheckRequest, Progress
from jitlint.core.entries import Entries, ReachedEntry, UnknownCallable
from jitlint.core.finding import Entry, Place, Span
from jitlint.core.gc_tuning import in_one_stack_chunk, without_gc
from jitlint.core.places import with_places
from jitlint.frontend import ir
from jitlint.frontend.fact_cache import FactCache
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.values import Frame, Value
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.events.facts import HandedUnknown
from jitlint.interpreter.interpreter import Interpreter
from jitlint.interpreter.program import Traced, trace
from jitlint.interpreter.state.trace_stack import ActiveTrace
from jitlint.models.registry import Models
from jitlint.project.program import Program
from jitlint.project.units import units_of

Identity = tuple[str, str, Place, Place]


def entries(
    paths: Sequence[str], request: CheckRequest, progress: Progress | None = None
) -> Entries[Span]:
    """Returns the entries in the files at `paths`, linked with the projects they lie in.

    Raises `ModelError` where a stub of the user's cannot be read.
    """
    named = files_of(paths, request).named
    facts = FactCache(request.cache) if request.cache else None
    loader = SourceLoader(frozenset(named), request, facts)
    recorder = _Programs(request, loader, progress or (lambda stage, done, total: None))
    with without_gc():
        found = in_one_stack_chunk(lambda: recorder.entries(named))
        located = _located(found, loader)
    if facts:
        facts.close()
    return located


class EntryRecorder(Interpreter):
    """An interpreter that notes what it evaluates in a trace, and the works of each entry."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.entries: dict[Identity, Entry[Place]] = {}
        self.works: dict[Identity, list[WorkUnit]] = {}
        self.evaluated: dict[WorkUnit, set[Place]] = {}

    def evaluate(self, node: ir.Expression, frame: Frame) -> Value:
        """Returns what an expression is worth."""
        if self.traces and not self.mode.untraced:
            self.evaluated.setdefault(self.provenance.now, set()).add(frame.place(node))
        return super().evaluate(node, frame)

    def trace(
        self, active: ActiveTrace, function: Value, arguments: Arguments, frame: Frame
    ) -> Value:
        """Returns what a function returns when it is traced."""
        entry, now = active.entry, self.provenance.now
        identity = (entry.transform, entry.function, entry.starts, entry.defined)
        work = WorkUnit(now.module, now.at)
        self.entries.setdefault(identity, entry)
        self.works.setdefault(identity, []).append(work)
        with self.provenance.within(work):
            return super().trace(active, function, arguments, frame)

    def reached(self) -> Iterator[tuple[Entry[Place], set[Place]]]:
        """Yields each entry with the expressions that are evaluated while it is traced.

        A call that is made twice is evaluated once: the work that it was is used by both.
        """
        for identity, entry in self.entries.items():
            seen, todo = set[WorkUnit](), [*self.works[identity]]
            while todo:
                work = todo.pop()
                if work not in seen:
                    seen.add(work)
                    todo += work.used
            yield entry, set[Place]().union(*(self.evaluated.get(work, ()) for work in seen))


@dataclass(slots=True)
class _Found:
    """The entries with the code that each reached, and what was handed to JAX unknown."""

    reached: list[tuple[Entry[Place], set[Place]]] = field(
        default_factory=list[tuple[Entry[Place], set[Place]]]
    )
    unknown: list[HandedUnknown] = field(default_factory=list[HandedUnknown])
    notes: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class _Programs:
    """The programs that files belong to, each traced whole."""

    request: CheckRequest
    loader: SourceLoader
    progress: Progress

    def entries(self, named: Sequence[str]) -> _Found:
        """Returns what starts in the named files."""
        models = Models(self.request.models(sorted(named)))
        units, found = units_of(named, self.request.stamps), _Found()
        absolute = {os.path.abspath(path) for path in named}
        for each in units.programs():
            modules = self.loader.relevant(each, models.packages)
            program = Program(each, models, self.loader.facts, self.request.stamps, units.roots)
            recorder = EntryRecorder(program)
            traced = self._traced(program, modules, recorder)
            _add(found, traced, recorder, absolute)
        return found

    def _traced(self, program: Program, modules: Sequence[str], recorder: EntryRecorder) -> Traced:
        steps, total = iter(range(len(modules) + 1)), len(modules)

        def count() -> None:
            self.progress("tracing", next(steps), total)

        return trace(program, modules, count, make=lambda program: recorder)


def _add(found: _Found, traced: Traced, recorder: EntryRecorder, named: set[str]) -> None:
    reached = [each for each in recorder.reached() if each[0].starts.path in named]
    starts = {entry.starts for entry in recorder.entries.values()}
    notes = [note for module in traced.modules for note in module.notes]
    unknown = [note for note in notes if isinstance(note, HandedUnknown)]
    found.reached += reached
    found.unknown += [note for note in unknown if note.at.path in named and note.at not in starts]
    found.notes += traced.gave_up


def _located(found: _Found, loader: SourceLoader) -> Entries[Span]:
    places = {place for _, reached in found.reached for place in reached}
    places |= {place for entry, _ in found.reached for place in (entry.starts, entry.defined)}
    places |= {each.at for each in found.unknown}
    spans = spans_of(places, loader.by_absolute_path(), loader.cache)
    entries = [
        ReachedEntry(with_places(entry, spans.__getitem__), _lines(spans[at] for at in reached))
        for entry, reached in found.reached
    ]
    unknown = {
        UnknownCallable(each.transform, each.within, spans[each.at]) for each in found.unknown
    }
    return Entries(
        tuple(sorted(entries, key=lambda each: (each.entry.starts, each.entry.defined))),
        tuple(sorted(unknown, key=lambda each: each.at)),
        tuple(found.notes),
    )


def _lines(spans: Iterable[Span]) -> int:
    return len({(span.path, span.cell, span.row) for span in spans})
