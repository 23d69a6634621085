"""Traces the modules of one program: in this process, or by workers where they are many."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jitlint.check.judge import summarize
from jitlint.check.loader import SourceLoader
from jitlint.check.parallel.messages import Stub, TracedPart, TracingTask
from jitlint.check.request import Progress
from jitlint.incremental.summaries import ModuleSummary, ProgramSummaries
from jitlint.interpreter.program import ProgramContext, execute
from jitlint.project.program import Program, Unit
from jitlint.rules.runner import RuleRunner


@dataclass(slots=True)
class _Answered:
    """The summaries that workers have made, and the modules that they were asked for."""

    made: dict[str, ModuleSummary] = field(default_factory=dict[str, ModuleSummary])
    asked: set[str] = field(default_factory=set[str])


@dataclass(frozen=True, slots=True)
class ProgramTracing:
    """One program that is being traced, with the stubs of the user's and the rules."""

    program: Program
    units: Sequence[Unit]
    stubs: Sequence[str]
    loader: SourceLoader
    stored: ProgramSummaries
    rules: RuleRunner
    progress: Progress

    def made(self, modules: Sequence[str], around: ProgramContext) -> dict[str, ModuleSummary]:
        """Returns the summaries of modules, by workers where these are worth it."""
        elsewhere = self._elsewhere(modules, around)
        left = [name for name in modules if name not in elsewhere.asked]
        here = self._here(left, modules, around) if left else {}
        return {**elsewhere.made, **here}

    def _here(
        self, traced: Sequence[str], modules: Sequence[str], around: ProgramContext
    ) -> dict[str, ModuleSummary]:
        """Returns the summaries of those of the modules that are traced in this process."""
        self.read((*modules, *sorted(around.executed)))
        steps, total = iter(range(len(traced) + 1)), len(traced)

        def progress() -> None:
            self.progress("tracing", next(steps), total)

        traces = execute(self.program, modules, around).trace(traced, progress).modules
        return {
            each.module: self.stored.linked(summarize(self.program, each, self.rules), each.code)
            for each in traces
        }

    def _elsewhere(self, modules: Sequence[str], around: ProgramContext) -> "_Answered":
        """Returns what workers make of modules; nothing where these are too few."""
        answered, resources = _Answered(), self.loader.request.resources
        if resources.jobs == 1 and not resources.executor:
            return answered
        from jitlint.check.parallel import schedule

        sizes = {name: len(self._text(name)) for name in modules}
        if not schedule.is_worth_it(sum(sizes.values()), resources):
            return answered
        self.read(sorted(around.told))
        program = schedule.packed(self._task(modules, around))
        if program is None:
            return answered
        parts = schedule.parts_of(sizes, schedule.PARTS * schedule.processes_of(resources))
        for part, traced in schedule.traced_parts(program, parts, resources, self.loader.notes):
            if not (resources.executor and self._lacks(traced)):
                answered.asked.update(part)
                for each in traced.modules:
                    summary = self.stored.linked(traced.summary(each), each.code)
                    answered.made[each.name] = summary
            self.progress("tracing", len(answered.asked), len(modules))
        return answered

    def read(self, modules: Iterable[str]) -> None:
        """Reads the facts of modules, by workers where they are many."""
        units = [unit for name in modules if (unit := self.program.unit(name))]
        self.loader.preload(unit.path for unit in units)
        for number, unit in enumerate(units):
            self.progress("reading", number, len(units))
            self.program.facts(unit.name)

    def _text(self, module: str) -> str:
        unit = self.program.unit(module)
        source = self.loader.source(unit.path) if unit else None
        return source.text if source else ""

    def _lacks(self, part: TracedPart) -> bool:
        """Says whether a worker on another machine lacked a file that is here."""
        return any([*map(self.program.has, part.lacking)])

    def _task(self, modules: Sequence[str], around: ProgramContext) -> TracingTask:
        facts = {
            unit.path: facts
            for unit in self.units
            if unit.name in around.told and (facts := self.program.facts(unit.name))
        }
        others = [unit.path for unit in self.units if unit.path not in facts]
        sources = {path: source for path in others if (source := self.loader.source(path))}
        return TracingTask(
            tuple(modules),
            tuple(self.units),
            tuple(self.program.roots),
            tuple([Stub(path, Path(path).read_text("utf-8")) for path in self.stubs]),
            facts,
            sources,
            {**around.circles},
            tuple(around.callers.items()),
            around.executed,
            around.told,
            os.path.abspath(around.start),
        )
