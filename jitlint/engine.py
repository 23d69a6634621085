"""The straight line: read, link, trace, rules, located findings; and nothing else."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jitlint.finding import Finding, Place, Span
from jitlint.link.awake import awake
from jitlint.link.program import Program, Unit
from jitlint.link.project import pattern_of, programs_of, units_of
from jitlint.located import located, problem_finding
from jitlint.models.load import Models
from jitlint.read import files
from jitlint.read.ir import Facts
from jitlint.read.source import Problem, Source, load
from jitlint.rules import all_rules
from jitlint.trace.events import Event
from jitlint.trace.run import trace

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What to report: code prefixes, and whether what is off by default is wanted.

    `keeps` says whether a file that was found is to be checked; `models` names further stubs
    for the files that are; `texts` holds what stands in the place of files on disk.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    pedantic: bool = False
    keeps: Callable[[str], bool] = lambda path: True
    models: Callable[[Sequence[str]], Sequence[str]] = lambda paths: ()
    texts: Mapping[str, Source | Problem] = field(default_factory=dict[str, Source | Problem])


@dataclass(frozen=True, slots=True)
class Counts:
    """The size of the work: files named, functions in them, and what was traced."""

    files: int = 0
    functions: int = 0
    entries: int = 0
    contexts: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One run's findings in order of place, the texts they lie in, and what went otherwise.

    `notes` are sentences for the user: functions whose analysis gave up, directories
    without Python files. `named` are the files that were checked, and not only linked.
    """

    findings: tuple[Finding[Span], ...]
    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    counts: Counts = Counts()
    notes: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()


def check(
    paths: Sequence[str], options: Options = Options(), progress: Progress | None = None
) -> Run:
    """Returns the findings of the files at `paths`, linked with the projects they lie in.

    Raises `ModelError` where a stub of the user's cannot be read.
    """
    found, missing = files.find([path for path in paths if path not in options.texts])
    named = [*options.texts, *filter(options.keeps, found)]
    work = _Work(frozenset(named), options, progress or (lambda stage, done, total: None))
    work.problems += missing
    work.notes += [f"no Python files under {p}" for p in files.empty_directories(paths, named)]
    for units in programs_of(units_of(named)):
        work.program(units)
    return work.run()


def in_order(finding: Finding[Span]) -> tuple[str, int, Span, str]:
    """Returns what findings are sorted by: their places in their files."""
    return finding.at.path, finding.at.cell or 0, finding.at, finding.code


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
        self.functions = self.entries = self.contexts = 0

    def program(self, units: list[Unit]) -> None:
        """Takes one program along the line."""
        awake = self._awake(units)
        program = Program(units, self.models, self._facts)
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
        findings = [*located(chosen, self.sources)]
        findings += [problem_finding(problem) for problem in self.problems]
        lines = sum(self.sources[p].text.count("\n") for p in self.named if p in self.sources)
        counts = Counts(len(self.named), self.functions, self.entries, self.contexts, lines)
        ordered = tuple(sorted(findings, key=in_order))
        return Run(ordered, self.sources, counts, tuple(self.notes), self.named)

    def _awake(self, units: list[Unit]) -> list[str]:
        """Returns the modules to read; of the others only the syntax is checked."""
        texts: dict[str, str] = {}
        for unit in units:
            source = self.options.texts.get(unit.path) or load(unit.path)
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
        from jitlint.read.facts import read

        source = self.sources.get(path) or load(path)
        facts = source if isinstance(source, Problem) else read(source)
        if isinstance(facts, Problem) or isinstance(source, Problem):
            self._problem(path, facts if isinstance(facts, Problem) else source)
            return None
        self.sources[path] = source
        self.functions += facts.functions if path in self.named else 0
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
