"""The texts and facts of a run: loaded once each, from disk, an editor or the cache."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from jitlint.check.request import CheckRequest
from jitlint.core.source import Problem, Source
from jitlint.frontend.decode import load
from jitlint.frontend.fact_cache import FactCache
from jitlint.frontend.ir import Facts
from jitlint.project.kept_reach import KeptReach
from jitlint.project.program import Unit
from jitlint.project.relevance import relevant
from jitlint.project.units import pattern_of


@dataclass(frozen=True, slots=True)
class LoadedSources:
    """The texts of a run by their paths, the problems of its named files, and notes on loading."""

    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class SourceLoader:
    """Loads each text and its facts when they are first needed.

    Problems are recorded for the `named` files only: those that the run was asked to check.
    `notes` tell of work that had to be done otherwise.
    """

    named: frozenset[str]
    request: CheckRequest
    cache: FactCache | None
    notes: list[str] = field(default_factory=list[str])
    _problems: dict[Problem, None] = field(default_factory=dict[Problem, None])
    _sources: dict[str, Source] = field(default_factory=dict[str, Source])
    _preloaded: dict[str, Facts | Problem] = field(default_factory=dict[str, "Facts | Problem"])

    def loaded(self) -> LoadedSources:
        """Returns all that has been loaded so far."""
        return LoadedSources(self._sources, tuple(self._problems), tuple(self.notes))

    def by_absolute_path(self) -> Callable[[str], Source]:
        """Returns a function from the absolute path of a file to its text, empty if unreadable.

        A file that is loaded under two paths is told under the one that was named.
        """
        spelled = sorted(self._sources, key=self.named.__contains__)
        paths = {os.path.abspath(path): path for path in spelled}
        return lambda path: self.source(paths.get(path, path)) or Source(path, "")

    def relevant(self, units: Sequence[Unit], packages: Iterable[str]) -> list[str]:
        """Returns the sorted modules to analyse; of the others only the syntax is checked.

        `packages` are those that bring tracing.
        """
        sources = {unit.name: source for unit in units if (source := self.source(unit.path))}
        texts = {name: source.text for name, source in sources.items()}
        kept = KeptReach(self.request.cache) if self.request.cache else None
        reached = frozenset(relevant(units, texts, pattern_of(packages), kept))
        for name, source in sources.items():
            if name not in reached:
                self._check_syntax(source)
        return sorted(reached)

    def source(self, path: str) -> Source | None:
        """Returns the text of a file, or None where it cannot be read."""
        known = self._sources.get(path)
        if known:
            return known
        source = self.request.texts.get(path) or load(path, self.request.stamps)
        if isinstance(source, Problem):
            self._add_problem(source, path)
            return None
        source = replace(source, reader=self.request.reader(path))
        self._sources[path] = source
        return source

    def facts(self, path: str) -> Facts | None:
        """Returns the facts of a file under its absolute path, or None where there are none."""
        source = self.source(path)
        facts = self._facts(source) if source else None
        if isinstance(facts, Problem):
            self._add_problem(facts, path)
            return None
        return facts and structs.replace(facts, path=os.path.abspath(path))

    def preload(self, paths: Iterable[str]) -> None:
        """Reads files in several processes, where they are many and the cache lacks them."""
        resources, missing = self.request.resources, list[Source]()
        if resources.jobs == 1 and not resources.executor:
            return
        for path in paths:
            source = self._sources[path]
            known = self._cached(source)
            if known:
                self._preloaded[path] = known
            else:
                missing.append(source)
        from jitlint.frontend.parallel import is_worth_it, read_many

        if is_worth_it(missing, resources.jobs, resources.executor):
            read = read_many(missing, resources.jobs, resources.executor, self.notes)
            for source in missing:
                if source.path in read:
                    self._preloaded[source.path] = self._stored(source, read[source.path])

    def _check_syntax(self, source: Source) -> None:
        from jitlint.frontend.facts import quick_syntax_check

        problem = quick_syntax_check(source) if source.path in self.named else None
        if problem:
            self._add_problem(problem, source.path)

    def _facts(self, source: Source) -> Facts | Problem:
        known = self._preloaded.pop(source.path, None) or self._cached(source)
        if known:
            return known
        from jitlint.frontend.facts import read

        return self._stored(source, read(source))

    def _cached(self, source: Source) -> Facts | None:
        return self.cache.find(source) if self.cache else None

    def _stored(self, source: Source, facts: Facts | Problem) -> Facts | Problem:
        if self.cache and isinstance(facts, Facts):
            self.cache.keep(source, facts)
        return facts

    def _add_problem(self, problem: Problem, path: str) -> None:
        if path in self.named:
            self._problems.setdefault(problem)
