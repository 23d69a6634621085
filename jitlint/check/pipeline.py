"""One check, stage by stage: load, reuse summaries, trace, apply the rules, locate."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jitlint.check.judge import ProgramFindings, judge
from jitlint.check.loader import SourceLoader
from jitlint.check.locate import located, problem_finding
from jitlint.check.request import CheckRequest, Progress
from jitlint.check.tracing import ProgramTracing
from jitlint.core.finding import GRAVEST_FIRST, Finding, Place
from jitlint.core.gc_tuning import in_one_stack_chunk, without_gc
from jitlint.core.result import CheckResult, Counts, in_order
from jitlint.core.source import Problem
from jitlint.frontend.fact_cache import FactCache
from jitlint.incremental.summaries import (
    ModuleSummary,
    ProgramSummaries,
    SummaryCache,
    answered_otherwise,
    callers_in,
    explained_otherwise,
)
from jitlint.incremental.writers import changed_otherwise, needed_before, with_writers
from jitlint.interpreter.program import ProgramContext
from jitlint.models.registry import Models
from jitlint.project import discovery
from jitlint.project.program import Program, Unit
from jitlint.project.units import units_of
from jitlint.rules.runner import RuleRunner

__all__ = ["CheckRequest", "CheckResult", "Counts", "Progress", "check", "in_order"]


def check(
    paths: Sequence[str], request: CheckRequest = CheckRequest(), progress: Progress | None = None
) -> CheckResult:
    """Returns the findings of the files at `paths`, linked with the projects they lie in.

    Raises `ModelError` where a stub of the user's cannot be read.
    """
    files = files_of(paths, request)
    stubs = request.models(sorted(files.named))
    facts = FactCache(request.cache) if request.cache else None
    summaries = SummaryCache(request.cache, stubs) if request.cache else None
    loader = SourceLoader(frozenset(files.named), request, facts)
    progress = progress or (lambda stage, done, total: None)
    stages = _ProgramStages(request, loader, stubs, Models(stubs), summaries, progress)
    with without_gc():
        programs = in_one_stack_chunk(lambda: tuple(stages.all_programs(files.named)))
        result = _result(files, programs, request, loader)
    for cache in (facts, summaries):
        if cache:
            cache.close()
    return result


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """The files to check, the paths that lead nowhere, and the directories without such files."""

    named: tuple[str, ...]
    missing: tuple[Problem, ...]
    empty: tuple[str, ...]


def files_of(paths: Sequence[str], request: CheckRequest) -> CheckedFiles:
    """Returns the files that a request is about."""
    on_disk = [path for path in paths if path not in request.texts]
    found, missing = discovery.find(on_disk, request.stamps)
    named = (*request.texts, *filter(request.includes, found))
    return CheckedFiles(named, tuple(missing), tuple(discovery.empty_directories(paths, named)))


@dataclass(frozen=True, slots=True)
class _ProgramStages:
    """The stages that take one program from its files to its findings."""

    request: CheckRequest
    loader: SourceLoader
    stubs: Sequence[str]
    models: Models
    summaries: SummaryCache | None
    progress: Progress

    def all_programs(self, paths: Iterable[str]) -> Iterator[ProgramFindings]:
        """Yields the findings of each program that files belong to."""
        units, rules = units_of(paths, self.request.stamps), RuleRunner()
        for each in units.programs():
            yield self._one_program(each, units.roots, rules)

    def _one_program(
        self, units: Sequence[Unit], roots: Iterable[str], rules: RuleRunner
    ) -> ProgramFindings:
        relevant = self.loader.relevant(units, self.models.packages)
        program = Program(units, self.models, self.loader.facts, self.request.stamps, roots)
        stored = ProgramSummaries(self.summaries, program, self.loader.source)
        tracing = ProgramTracing(
            program, units, self.stubs, self.loader, stored, rules, self.progress
        )
        every = self._summaries(relevant, tracing)
        summaries = {name: every[name] for name in relevant if name in every}
        return judge(program, summaries, self.loader.named, rules, self.loader.source)

    def _summaries(
        self, relevant: Sequence[str], tracing: ProgramTracing
    ) -> dict[str, ModuleSummary]:
        """Returns the summaries of modules: those stored that are valid, the others made anew."""
        stored, told = tracing.stored, frozenset(relevant)
        valid = stored.still_valid(relevant, tracing.read)
        made = dict[str, ModuleSummary]()
        outdated = {name for name in relevant if name not in valid} or _outdated(valid, made)
        executed = needed_before(stored.found, outdated) & valid.keys()
        while outdated:
            valid = {name: each for name, each in valid.items() if name not in outdated}
            changed = [name for name in relevant if name not in valid]
            around = ProgramContext(stored.circles, callers_in(valid), executed, told)
            made = tracing.made(changed, around)
            outdated = _outdated(valid, made)
            more = changed_otherwise(valid, made).executed - executed
            executed |= more
            outdated |= more and {*made}
            if outdated and len(outdated | made.keys()) * 2 > len(relevant):
                outdated = {*relevant}  # what is left would mostly follow, pass by pass
        every = {**valid, **made}
        stored.keep(with_writers(made, every))
        return every


def _outdated(valid: Mapping[str, ModuleSummary], made: Mapping[str, ModuleSummary]) -> set[str]:
    """Returns the modules whose valid summaries are of no use beside new ones."""
    otherwise = explained_otherwise(valid, made) | answered_otherwise(valid, made)
    return otherwise | changed_otherwise(valid, made).traced


def _result(
    files: CheckedFiles,
    programs: Sequence[ProgramFindings],
    request: CheckRequest,
    loader: SourceLoader,
) -> CheckResult:
    """Returns the findings in the named files, located."""
    named = {os.path.abspath(path) for path in files.named}
    chosen = [
        each for each in _distinct(programs) if each.at.path in named and _wanted(each, request)
    ]
    findings = [*located(chosen, loader.by_absolute_path(), loader.cache)]
    loaded = loader.loaded()
    problems = dict.fromkeys((*files.missing, *loaded.problems))
    findings += [problem_finding(problem) for problem in problems]
    texts = [loaded.sources[path].text for path in loader.named if path in loaded.sources]
    gave_up = [sentence for program in programs for sentence in program.gave_up]
    unfollowed = frozenset[Place]().union(*(program.unfollowed for program in programs))
    counts = Counts(
        len(loader.named),
        sum(program.functions for program in programs),
        len(frozenset[Place]().union(*(program.entries for program in programs))),
        sum(program.contexts for program in programs),
        sum(text.count("\n") for text in texts),
        len(gave_up) + len(unfollowed),
    )
    empty = [f"no Python files under {path}" for path in files.empty]
    notes = (*empty, *loaded.notes, *gave_up)
    return CheckResult(
        tuple(sorted(findings, key=in_order)), loaded.sources, counts, notes, loader.named
    )


def _distinct(programs: Iterable[ProgramFindings]) -> Iterable[Finding[Place]]:
    """Returns the gravest finding of each rule at each place, of equal ones the first."""
    found: dict[tuple[str, Place], Finding[Place]] = {}
    for program in programs:
        for finding in program.findings:
            key = (finding.code, finding.at)
            found[key] = min(found.get(key, finding), finding, key=_gravity)
    return found.values()


def _gravity(finding: Finding[Place]) -> int:
    return GRAVEST_FIRST.index(finding.severity)


def _wanted(finding: Finding[Place], request: CheckRequest) -> bool:
    if request.select:
        return finding.code.startswith(request.select)
    return request.pedantic or finding.severity != "note"
