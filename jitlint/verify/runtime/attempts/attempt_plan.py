"""One question in the imported program: the ways to run its flagged code under JAX."""

import ast
import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from types import ModuleType
from typing import Any

from ..inputs.bound import bound
from ..inputs.call_sources import CallSources
from ..inputs.construction import Construction
from ..inputs.observed import observed_call
from ..inputs.request import Request
from ..limits import MOST_CALLERS, MOST_CALLS_OF_CALLER, MOST_CALLS_OF_RESULT, MOST_DIRECT_CALLS
from ..observe.watch import SpotRecord, Watch, record_of
from ..program.attempt import Attempt, Subject
from ..program.load import Loaded
from ..program.locations import UserFiles
from ..program.observed_calls import ObservedCall, TargetFunction
from ..program.program import ImportedProgram, SharedState
from ..program.question import Question, TraceEntry
from ..program.resolve_function import (
    Unreachable,
    follow,
    function_at,
    host_at,
    jitted,
    library_jit,
    search,
    subject_of,
)
from ..program.sources import assigned_at, callers, enclosing
from ..program.surroundings import ALONE
from ..program.transforms import is_jit, traces_abstractly
from .harness import Harness

JIT = "jax.jit"
OF_ONE_FUNCTION = ("raises", "traces", "once-per-trace")


@dataclass(frozen=True, slots=True)
class ObservedTrace:
    """The record of a trace of an attempt, the result of a host, and the error."""

    record: SpotRecord
    result: Any
    error: BaseException | None


@dataclass(frozen=True, slots=True)
class AttemptPlan:
    """One question, the program, and what its import was seen to do."""

    question: Question
    files: UserFiles
    program: ImportedProgram
    call_sources: CallSources
    at_import: SpotRecord

    @classmethod
    def of(
        cls,
        question: Question,
        files: UserFiles,
        loaded: Loaded,
        at_import: SpotRecord,
        shared: SharedState,
    ) -> "AttemptPlan":
        """Returns the plan of a question in a module that has been imported.

        What is `shared` with another question is not read again.
        """
        program = ImportedProgram(question, loaded, shared)
        return cls(question, files, program, CallSources(Construction(program)), at_import)

    @property
    def place(self) -> str:
        """The place at which the flagged expression starts, as the user writes it."""
        return self.files.shown_place(self.question.spot.file, self.question.spot.row)

    @property
    def around(self) -> str:
        """The `__qualname__` of the function that the flagged expression is in, if any."""
        spot = self.question.spot
        return enclosing(self.program.source(spot.file).tree, spot.row)

    def expression(self) -> ast.expr | None:
        """Returns the flagged expression, if it is one and on one row."""
        spot = self.question.spot
        if spot.row != spot.end_row:
            return None
        line = self.program.source(spot.file).line(spot.row)
        try:
            return ast.parse(line[spot.column - 1 : spot.end_column - 1], mode="eval").body
        except SyntaxError:
            return None

    def modules(self) -> list[ModuleType]:
        """Returns the modules of the user's that are imported, the flagged one first."""
        main = self.program.loaded.module
        return [main, *(each for each in self.files.modules().values() if each is not main)]

    def record(self) -> SpotRecord:
        """Returns an empty record for this question's spot and function."""
        return record_of(self.question, self.files)

    def trace(
        self, attempt: Attempt, anew: bool = True, also: Sequence[SpotRecord] = ()
    ) -> ObservedTrace:
        """Traces an attempt, and returns what was seen of it; fills records of other spots, too."""
        record = self.record()
        with Watch(self.files, [record, *also]):
            result, error = attempt.tried(anew)
        return ObservedTrace(record, result, error)

    def attempts(self) -> Iterator[Attempt]:
        """Yields ways to run the flagged code under JAX, best first.

        Raises Unreachable, at the end, when there is none.
        """
        missing, works = None, False
        try:
            for attempt in islice(self._direct(), MOST_DIRECT_CALLS):
                yield attempt
                works = works or attempt.call.outcome.is_success
        except Unreachable as error:
            missing = error
        for attempt in chain(self._of_itself(), self._of_machinery(), self.of_callers()):
            missing = None
            yield attempt
            works = works or attempt.call.outcome.is_success
        for attempt in () if works else self._of_harness():
            missing = None
            yield attempt
        if missing is not None:
            raise missing

    def of_host(self, within: str, file: str, searched: bool = False) -> Iterator[Attempt]:
        """Yields calls of the importable function around the flagged code, as Python makes them.

        Where it is `searched`, errors correct the arguments: they are not what is asked about.
        """
        outermost = within.split(".<locals>")[0]
        if not outermost or "<" in outermost:
            raise self.program.unreachable("unreachable_scope: only the module's import runs it")
        try:
            subject = host_at(self.program.module(file), outermost, self.call_sources.instance)
        except Unreachable as error:
            raise self.program.unreachable(str(error)) from None
        sources = self.call_sources
        calls = sources.searched(subject) if searched else sources.calls(subject, None)
        bare = replace(subject, leading=())
        yield from self._completed(Attempt(bare if c.with_self else subject, c) for c in calls)

    def of_result(self, result: Any, seen: ObservedCall | None) -> Iterator[Attempt]:
        """Yields some calls of the traced function if a factory returned it, or else called it."""
        entry = self.question.entry
        if entry is None:
            return
        for name, value in search([result], entry.target):
            subject = subject_of(value, name or entry.target.name, entry.target)
            yield from islice(self._of_subject(subject, entry), MOST_CALLS_OF_RESULT)
            return
        if seen is not None and seen.function is not None:
            subject = Subject(entry.target.name, seen.function)
            call = observed_call(Request(subject), seen)
            yield Attempt(subject, call, entry.transform, entry.static)

    def _direct(self) -> Iterator[Attempt]:
        """The traced function itself, or else what its transformation is written in."""
        entry = self.question.entry
        if entry is None:
            return self.of_host(self.around, self.question.spot.path)
        try:
            subject = self._subject(entry)
        except Unreachable:
            if not entry.within:
                raise
            return self.of_host(entry.within, entry.starts.path)
        if traces_abstractly(entry.transform) or not entry.within:
            return self._of_subject(subject, entry)
        direct = (replace(each, faithful=False) for each in self._of_subject(subject, entry))
        return chain(self._of_host_if_any(entry.within, entry.starts.path), direct)

    def _of_subject(self, subject: Subject, entry: TraceEntry) -> Iterator[Attempt]:
        source = self.program.source(entry.starts.file)
        static = entry.static | bound(source, entry.starts, entry.target.name, subject.parameters())
        bare = replace(subject, leading=()) if subject.leading else subject
        calls = self.call_sources.calls(subject, entry, self.at_import.observed_call)
        yield from self._completed(
            Attempt(bare if call.with_self else subject, call, entry.transform, static)
            for call in calls
        )

    def _completed(self, attempts: Iterator[Attempt]) -> Iterator[Attempt]:
        """Yields attempts, each again in surroundings that have the names which it found unbound.

        Where that is the claim, there are none; and JAX tells of no compilation under a trace.
        """
        is_claimed = "NameError" in self.question.errors or self.question.kind == "recompiles"
        around = ALONE
        for each in attempts:
            attempt = replace(each, around=around)
            yield attempt
            while completed := around.completed(None if is_claimed else each.call.outcome.failure):
                around = completed
                yield replace(each, around=around)

    def _of_host_if_any(self, within: str, file: str) -> Iterator[Attempt]:
        with contextlib.suppress(Unreachable):
            yield from islice(self.of_host(within, file), MOST_CALLS_OF_CALLER)

    def _of_itself(self) -> Iterator[Attempt]:
        """The function around the flagged code may be jitted itself: it is called more easily."""
        entry, around = self.question.entry, self.around
        if entry is None or around in ("", entry.function) or "<" in around:
            return
        target = TargetFunction(around, self.question.spot)
        module = self.program.module(self.question.spot.path)
        try:
            subject = function_at(module, target, self.call_sources.instance)
            jit = JIT if subject.wrapper is not None else library_jit(follow(module, around)[0])
        except Unreachable:
            return
        if jit:
            none = frozenset[str]()
            own = replace(
                entry, transform=jit, function=around, target=target, static=none, passed=none
            )
            made = islice(self._of_subject(subject, own), MOST_DIRECT_CALLS)
            yield from (replace(each, faithful=False) for each in made)

    def _of_machinery(self) -> Iterator[Attempt]:
        """Yields calls of the function that passes the traced one to a library."""
        entry = self.question.entry
        if entry is not None and entry.within and not entry.transform.startswith("jax."):
            yield from self._of_host_if_any(entry.within, entry.starts.path)

    def of_callers(self) -> Iterator[Attempt]:
        """Yields calls of the callers of the traced function, which have the arguments for it."""
        entry = self.question.entry
        name = entry.target.name if entry else self.around.rpartition(".")[2]
        found = dict.fromkeys(callers(self.program.sources(), name))
        done = {"", *((entry.within, entry.function) if entry else (self.around,))}
        others = [each for each in found if each[0] not in done]
        for within, file in others[:MOST_CALLERS]:
            yield from self._of_host_if_any(within, file)

    def _of_harness(self) -> Iterator[Attempt]:
        """Yields calls of a function that only the code around its definition makes."""
        entry = self.question.entry
        if entry is None or self.question.kind not in OF_ONE_FUNCTION:
            return
        with contextlib.suppress(Unreachable):
            self._subject(entry)
            return
        for subject in Harness(self.program, self.call_sources, entry.target).subjects():
            for attempt in islice(self._of_subject(subject, entry), MOST_DIRECT_CALLS):
                yield replace(attempt, faithful=False)
                if attempt.call.outcome.is_success:
                    return

    def _subject(self, entry: TraceEntry) -> Subject:
        """The function where its name says, or else whatever in the module holds it."""
        module = self.program.module(entry.target.defined.path)
        try:
            found = function_at(module, entry.target, self.call_sources.instance)
            return self._with_wrapper(found, entry)
        except Unreachable as error:
            for name, value in search([self.program.loaded.module, module], entry.target):
                return subject_of(value, name, entry.target)
            raise self.program.unreachable(str(error)) from None

    def _with_wrapper(self, subject: Subject, entry: TraceEntry) -> Subject:
        """`fast = jax.jit(step)` says itself what is static, and is called as it is."""
        if subject.wrapper is not None or subject.leading or not is_jit(entry.transform):
            return subject
        module = self.program.module(entry.starts.path)
        name = assigned_at(self.program.source(entry.starts.file).tree, entry.starts.row)
        found = [(n, v) for n, v in search([module], entry.target) if jitted(v) is not None]
        named = [value for held, value in found if held == name or len(found) == 1]
        return replace(subject, wrapper=named[0]) if named else subject
