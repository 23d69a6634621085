"""The straight line: read, link, trace, rules, located findings; and nothing else."""

import os
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from jitlint.check.loader import LoadedTexts, Loader
from jitlint.check.locate import located, problem_finding
from jitlint.check.request import CheckRequest, Progress
from jitlint.core.finding import Finding, Place
from jitlint.core.gc_tuning import deeply, without_collecting
from jitlint.core.result import CheckResult, Counts, in_order
from jitlint.facts.whole_program import whole_program_events
from jitlint.frontend.fact_cache import FactCache
from jitlint.frontend.ir import Facts
from jitlint.incremental.dependencies import Dependencies
from jitlint.incremental.summaries import ModuleSummary, Summaries, still_valid
from jitlint.interpreter.events import FreshCall
from jitlint.interpreter.events.facts import AnyFact, StagedThere, TracedBy
from jitlint.interpreter.program import ModuleTrace, trace
from jitlint.models.registry import Models
from jitlint.project import discovery
from jitlint.project.program import Program, Unit
from jitlint.project.units import units_of
from jitlint.rules.runner import RuleRunner

__all__ = ["CheckRequest", "CheckResult", "Counts", "Progress", "check", "in_order"]


def check(
    paths: Sequence[str], options: CheckRequest = CheckRequest(), progress: Progress | None = None
) -> CheckResult:
    """Returns the findings of the files at `paths`, linked with the projects they lie in.

    Raises `ModelError` where a stub of the user's cannot be read.
    """
    found, missing = discovery.find([p for p in paths if p not in options.texts], options.watch)
    named = [*options.texts, *filter(options.keeps, found)]
    work = _Work(frozenset(named), options, progress or (lambda stage, done, total: None))
    work.reading.problems += missing
    work.notes += [f"no Python files under {p}" for p in discovery.empty_directories(paths, named)]
    with without_collecting():
        deeply(lambda: work.programs(named))
        run = work.run()
    work.close()
    return run


class _Work:
    """What one run gathers on its way along the line."""

    def __init__(self, named: frozenset[str], options: CheckRequest, progress: Progress) -> None:
        self.named, self.options, self.progress = named, options, progress
        self.notes: list[str] = []
        self.found: dict[tuple[str, Place], Finding[Place]] = {}
        self.entries: set[Place] = set()
        self.functions = self.contexts = self.left_out = 0
        stubs = options.models(sorted(named))
        self.models = Models(stubs)
        self.cache = FactCache(options.cache) if options.cache else None
        self.records = Summaries(options.cache, stubs) if options.cache else None
        self.reading = Loader(named, options, self.cache, self.notes)
        self.judge = RuleRunner()

    def programs(self, paths: Iterable[str]) -> None:
        """Takes all programs that files belong to along the line."""
        units = units_of(paths, self.options.watch)
        for each in units.programs():
            self.program(each, units.roots)

    def program(self, units: list[Unit], roots: Iterable[str]) -> None:
        """Takes one program along the line; modules for which nothing has changed are known."""
        awake = sorted(self.reading.awake(units, self.models.packages))
        program = Program(units, self.models, self._facts, self.options.watch, roots)
        grounds = self._grounds(program)
        known = self._standing(program, awake, grounds)
        new = [name for name in awake if name not in known]
        self._read(program, new)
        done = iter(range(len(new) + 1))
        traced = trace(program, new, lambda: self.progress("tracing", next(done), len(new)))
        made = {each.module: self._recorded(program, grounds, each) for each in traced.modules}
        self._keep_records(program, made)
        if grounds:
            grounds.close()
        every = {**known, **made}
        self._gather(program, {name: every[name] for name in awake if name in every})

    def run(self) -> CheckResult:
        """Returns the findings in the named files, located."""
        sources = self.reading.sources
        named = {os.path.abspath(path) for path in self.named}
        chosen = [f for f in self.found.values() if f.at.path in named and self._wanted(f)]
        findings = [*located(chosen, LoadedTexts(self.reading), self.cache)]
        findings += [problem_finding(problem) for problem in self.reading.problems]
        lines = sum(sources[p].text.count("\n") for p in self.named if p in sources)
        entries, left_out = len(self.entries), self.left_out
        counts = Counts(len(self.named), self.functions, entries, self.contexts, lines, left_out)
        ordered = tuple(sorted(findings, key=in_order))
        return CheckResult(ordered, sources, counts, tuple(self.notes), self.named)

    def close(self) -> None:
        """Throws away what is old in the cache."""
        for each in (self.cache, self.records):
            if each:
                each.close()

    def _grounds(self, program: Program) -> Dependencies | None:
        cache, records = self.options.cache, self.records
        if cache is None or records is None:
            return None
        return Dependencies(program, self.reading.source, cache, records.who)

    def _standing(
        self, program: Program, modules: Sequence[str], grounds: Dependencies | None
    ) -> Mapping[str, ModuleSummary]:
        """Returns the records of those modules that no change matters to."""
        if self.records is None or grounds is None:
            return {}
        found = self.records.find(program, modules)
        every = (ground for record in found.values() for ground in record.grounds)
        self._read(program, dict.fromkeys(grounds.changed(every)))
        return still_valid(found, grounds)

    def _keep_records(self, program: Program, made: Mapping[str, ModuleSummary]) -> None:
        for name, record in made.items():
            if self.records and (unit := program.unit(name)):
                self.records.keep(unit.path, record)

    def _facts(self, path: str) -> Facts | None:
        facts = self.reading.facts(path)
        return facts and structs.replace(facts, path=os.path.abspath(path))

    def _read(self, program: Program, modules: Iterable[str]) -> None:
        units = [unit for name in modules if (unit := program.unit(name))]
        self.reading.ahead([unit.path for unit in units])
        for number, unit in enumerate(units):
            self.progress("reading", number, len(units))
            program.facts(unit.name)

    def _recorded(
        self, program: Program, grounds: Dependencies | None, traced: ModuleTrace
    ) -> ModuleSummary:
        """Returns what tracing a module has come to, and the texts that it rests on."""
        facts = program.facts(traced.module)
        fresh = [event for event in traced.events if isinstance(event, FreshCall)]
        others = [event for event in traced.events if not isinstance(event, FreshCall)]
        return ModuleSummary(
            grounds.all_of(traced.code) if grounds else (),
            tuple(sorted(traced.absent)),
            tuple(self.judge.findings(others)),
            tuple(self.judge.findings(fresh)),
            tuple(note for note in traced.notes if isinstance(note, AnyFact)),
            traced.gave_up,
            traced.contexts,
            facts.functions if facts else 0,
        )

    def _gather(self, program: Program, records: Mapping[str, ModuleSummary]) -> None:
        """Puts the records of a program's modules together."""
        notes = [note for record in records.values() for note in record.notes]
        staged = {note.at for note in notes if isinstance(note, StagedThere)}
        self.entries |= {note.starts for note in notes if isinstance(note, TracedBy)}
        for name, record in records.items():
            unit = program.unit(name)
            self.functions += record.functions if unit and unit.path in self.named else 0
            self.contexts += record.contexts
            self.notes += record.gave_up
            self.left_out += len(record.gave_up)
            self._keep(record.findings)
            self._keep(finding for finding in record.fresh if finding.at not in staged)
        self._keep(self.judge.findings(whole_program_events(notes)))

    def _keep(self, findings: Iterable[Finding[Place]]) -> None:
        for finding in findings:
            self.found.setdefault((finding.code, finding.at), finding)

    def _wanted(self, finding: Finding[Place]) -> bool:
        if self.options.select and not finding.code.startswith(self.options.select):
            return False
        if self.options.ignore and finding.code.startswith(self.options.ignore):
            return False
        return self.options.pedantic or bool(self.options.select) or finding.severity != "note"
