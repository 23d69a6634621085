"""The straight line: read, link, trace, rules, located findings; and nothing else."""

import gc
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager

from jitlint.finding import Finding, Place
from jitlint.link.awake import awake
from jitlint.link.program import Program, Unit
from jitlint.link.project import pattern_of, programs_of, units_of
from jitlint.located import located, problem_finding
from jitlint.models.load import Models
from jitlint.read import files
from jitlint.read.cache import FactCache
from jitlint.read.ir import Facts
from jitlint.read.source import Problem, Source, load
from jitlint.rules import all_rules
from jitlint.run import Counts, Options, Progress, Run, in_order
from jitlint.trace.events import Event
from jitlint.trace.run import trace

__all__ = ["Counts", "Options", "Progress", "Run", "check", "in_order"]

COLLECTING = (200_000, 20, 100)  # gc thresholds


def check(
    paths: Sequence[str], options: Options = Options(), progress: Progress | None = None
) -> Run:
    """Returns the findings of the files at `paths`, linked with the projects they lie in.

    Raises `ModelError` where a stub of the user's cannot be read.
    """
    found, missing = files.find([p for p in paths if p not in options.texts], options.watch)
    named = [*options.texts, *filter(options.keeps, found)]
    work = _Work(frozenset(named), options, progress or (lambda stage, done, total: None))
    work.problems += missing
    work.notes += [f"no Python files under {p}" for p in files.empty_directories(paths, named)]
    with _rarely_collecting():
        for units in programs_of(units_of(named, options.watch)):
            work.program(units)
    run = work.run()
    if work.cache:
        work.cache.close()
    return run


@contextmanager
def _rarely_collecting() -> Generator[None]:
    """Holds the garbage collector back: what is read stays, and looking at it costs a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(*COLLECTING)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Work:
    """What one run gathers on its way along the line."""

    def __init__(self, named: frozenset[str], options: Options, progress: Progress) -> None:
        self.named, self.options, self.progress = named, options, progress
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.sources: dict[str, Source] = {}
        self.found: dict[tuple[str, Place], Finding[Place]] = {}
        self.models = Models(options.models(sorted(named)))
        self.words = pattern_of(self.models.packages)
        self.cache = FactCache(options.cache) if options.cache else None
        self.read: dict[str, Facts | Problem] = {}
        self.functions = self.entries = self.contexts = 0

    def program(self, units: list[Unit]) -> None:
        """Takes one program along the line."""
        awake = self._awake(units)
        program = Program(units, self.models, self._facts, self.options.watch)
        self._read_many([unit.path for unit in units if unit.name in set(awake)])
        for number, name in enumerate(awake):
            self.progress("reading", number, len(awake))
            program.facts(name)
        done = iter(range(len(awake) + 1))
        traced = trace(program, awake, lambda: self.progress("tracing", next(done), len(awake)))
        self.entries += traced.entries
        self.contexts += traced.contexts
        self.notes += traced.notes
        for finding in _findings(traced.events):
            self.found.setdefault((finding.code, finding.at), finding)

    def run(self) -> Run:
        """Returns the findings in the named files, located."""
        chosen = [f for f in self.found.values() if f.at.path in self.named and self._wanted(f)]
        findings = [*located(chosen, self.sources, self.cache)]
        findings += [problem_finding(problem) for problem in self.problems]
        lines = sum(self.sources[p].text.count("\n") for p in self.named if p in self.sources)
        counts = Counts(len(self.named), self.functions, self.entries, self.contexts, lines)
        ordered = tuple(sorted(findings, key=in_order))
        return Run(ordered, self.sources, counts, tuple(self.notes), self.named)

    def _awake(self, units: list[Unit]) -> list[str]:
        """Returns the modules to read; of the others only the syntax is checked."""
        texts: dict[str, str] = {}
        for unit in units:
            source = self.options.texts.get(unit.path) or load(unit.path, self.options.watch)
            if isinstance(source, Problem):
                self._problem(unit.path, source)
            else:
                self.sources[unit.path] = source
                texts[unit.name] = source.text
        reached = awake(units, texts, self.words)
        kept = frozenset(reached)
        for unit in units:
            if unit.name in texts and unit.name not in kept:
                self._check_syntax(self.sources[unit.path])
        return reached

    def _check_syntax(self, source: Source) -> None:
        from jitlint.read.facts import quick_syntax_check

        problem = quick_syntax_check(source) if source.path in self.named else None
        if problem:
            self._problem(source.path, problem)

    def _facts(self, path: str) -> Facts | None:
        source = self.sources.get(path) or load(path, self.options.watch)
        facts = source if isinstance(source, Problem) else self._read(source)
        if isinstance(facts, Problem) or isinstance(source, Problem):
            self._problem(path, facts if isinstance(facts, Problem) else source)
            return None
        self.sources[path] = source
        self.functions += facts.functions if path in self.named else 0
        return facts

    def _read(self, source: Source) -> Facts | Problem:
        known = self.read.pop(source.path, None) or self._known(source)
        if known:
            return known
        from jitlint.read.facts import read

        return self._kept(source, read(source))

    def _read_many(self, paths: Sequence[str]) -> None:
        """Reads in several processes what is not known, if it is much."""
        means, unread = self.options.means, list[Source]()
        if means.jobs == 1 and not means.executor:
            return
        for path in paths:
            known = self._known(self.sources[path])
            if known:
                self.read[path] = known
            else:
                unread.append(self.sources[path])
        from jitlint.read.parallel import is_worth_it, read_many

        if is_worth_it(unread, means.jobs, means.executor):
            read = read_many(unread, means.jobs, means.executor, self.notes)
            for source in unread:
                if source.path in read:
                    self.read[source.path] = self._kept(source, read[source.path])

    def _known(self, source: Source) -> Facts | None:
        return self.cache.find(source) if self.cache else None

    def _kept(self, source: Source, facts: Facts | Problem) -> Facts | Problem:
        if self.cache and isinstance(facts, Facts):
            self.cache.keep(source, facts)
        return facts

    def _problem(self, path: str, problem: Problem | Source) -> None:
        if path in self.named and isinstance(problem, Problem):
            self.problems.append(problem)

    def _wanted(self, finding: Finding[Place]) -> bool:
        if self.options.select and not finding.code.startswith(self.options.select):
            return False
        if self.options.ignore and finding.code.startswith(self.options.ignore):
            return False
        return self.options.pedantic or bool(self.options.select) or finding.severity != "note"


def _findings(events: Iterable[Event]) -> Iterator[Finding[Place]]:
    checks = [(kind, check) for rule in all_rules() for kind, check in rule.checks]
    for event in events:
        for kind, check in checks:
            if isinstance(event, kind):
                yield from check(event)
