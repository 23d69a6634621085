"""The straight line: read, link, trace, rules, located findings; and nothing else."""

import os
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from jitlint.finding import Finding, Place
from jitlint.grounds import Grounds
from jitlint.judging import Judge
from jitlint.link.program import Program, Unit
from jitlint.link.project import units_of
from jitlint.located import located, problem_finding
from jitlint.models.load import Models
from jitlint.read import files
from jitlint.read.cache import FactCache
from jitlint.read.ir import Facts
from jitlint.reading import Reading, Texts
from jitlint.records import Record, Records, standing
from jitlint.room import deeply, without_collecting
from jitlint.run import Counts, Options, Progress, Run, in_order
from jitlint.trace.events import FreshCall
from jitlint.trace.notes import AnyNote, StagedThere, TracedBy
from jitlint.trace.run import ModuleTrace, trace
from jitlint.trace.whole import whole_program_events

__all__ = ["Counts", "Options", "Progress", "Run", "check", "in_order"]


def check(
    paths: Sequence[str], options: Options = Options(), progress: Progress | None = None
) -> Run:
    """Returns the findings of the files at `paths`, linked with the projects they lie in.

    Raises `ModelError` where a stub of the user's cannot be read.
    """
    found, missing = files.find([p for p in paths if p not in options.texts], options.watch)
    named = [*options.texts, *filter(options.keeps, found)]
    work = _Work(frozenset(named), options, progress or (lambda stage, done, total: None))
    work.reading.problems += missing
    work.notes += [f"no Python files under {p}" for p in files.empty_directories(paths, named)]
    with without_collecting():
        deeply(lambda: work.programs(named))
        run = work.run()
    work.close()
    return run


class _Work:
    """What one run gathers on its way along the line."""

    def __init__(self, named: frozenset[str], options: Options, progress: Progress) -> None:
        self.named, self.options, self.progress = named, options, progress
        self.notes: list[str] = []
        self.found: dict[tuple[str, Place], Finding[Place]] = {}
        self.entries: set[Place] = set()
        self.functions = self.contexts = self.left_out = 0
        stubs = options.models(sorted(named))
        self.models = Models(stubs)
        self.cache = FactCache(options.cache) if options.cache else None
        self.records = Records(options.cache, stubs) if options.cache else None
        self.reading = Reading(named, options, self.cache, self.notes)
        self.judge = Judge()

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

    def run(self) -> Run:
        """Returns the findings in the named files, located."""
        sources = self.reading.sources
        named = {os.path.abspath(path) for path in self.named}
        chosen = [f for f in self.found.values() if f.at.path in named and self._wanted(f)]
        findings = [*located(chosen, Texts(self.reading), self.cache)]
        findings += [problem_finding(problem) for problem in self.reading.problems]
        lines = sum(sources[p].text.count("\n") for p in self.named if p in sources)
        entries, left_out = len(self.entries), self.left_out
        counts = Counts(len(self.named), self.functions, entries, self.contexts, lines, left_out)
        ordered = tuple(sorted(findings, key=in_order))
        return Run(ordered, sources, counts, tuple(self.notes), self.named)

    def close(self) -> None:
        """Throws away what is old in the cache."""
        for each in (self.cache, self.records):
            if each:
                each.close()

    def _grounds(self, program: Program) -> Grounds | None:
        cache, records = self.options.cache, self.records
        if cache is None or records is None:
            return None
        return Grounds(program, self.reading.source, cache, records.who)

    def _standing(
        self, program: Program, modules: Sequence[str], grounds: Grounds | None
    ) -> Mapping[str, Record]:
        """Returns the records of those modules that no change matters to."""
        if self.records is None or grounds is None:
            return {}
        found = self.records.find(program, modules)
        every = (ground for record in found.values() for ground in record.grounds)
        self._read(program, dict.fromkeys(grounds.changed(every)))
        return standing(found, grounds)

    def _keep_records(self, program: Program, made: Mapping[str, Record]) -> None:
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

    def _recorded(self, program: Program, grounds: Grounds | None, traced: ModuleTrace) -> Record:
        """Returns what tracing a module has come to, and the texts that it rests on."""
        facts = program.facts(traced.module)
        fresh = [event for event in traced.events if isinstance(event, FreshCall)]
        others = [event for event in traced.events if not isinstance(event, FreshCall)]
        return Record(
            grounds.all_of(traced.code) if grounds else (),
            tuple(sorted(traced.absent)),
            tuple(self.judge.findings(others)),
            tuple(self.judge.findings(fresh)),
            tuple(note for note in traced.notes if isinstance(note, AnyNote)),
            traced.gave_up,
            traced.contexts,
            facts.functions if facts else 0,
        )

    def _gather(self, program: Program, records: Mapping[str, Record]) -> None:
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
