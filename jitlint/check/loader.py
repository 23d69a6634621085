"""The texts and facts of a run: loaded once each, from disk, an editor or the cache."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jitlint.check.request import CheckRequest
from jitlint.core.source import Problem, Source
from jitlint.frontend.decode import load
from jitlint.frontend.fact_cache import FactCache
from jitlint.frontend.ir import Facts
from jitlint.project.program import Unit
from jitlint.project.relevance import awake
from jitlint.project.units import pattern_of


class LoadedTexts(Mapping[str, Source]):
    """The texts of a run by their absolute paths, each read when it is first asked for."""

    def __init__(self, reading: "Loader") -> None:
        self._source = reading.source
        self._paths = {os.path.abspath(path): path for path in reading.sources}

    def __getitem__(self, path: str) -> Source:
        return self._source(self._paths.get(path, path)) or Source(path, "")

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@dataclass(slots=True)
class Loader:
    """What a run has read: `named` are the files asked for, `problems` is what was wrong with them.

    `sources` are texts by their paths; `notes` are sentences for the user.
    """

    named: frozenset[str]
    options: CheckRequest
    cache: FactCache | None
    notes: list[str]
    problems: list[Problem] = field(default_factory=list[Problem])
    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    _read: dict[str, Facts | Problem] = field(default_factory=dict[str, "Facts | Problem"])

    def awake(self, units: Sequence[Unit], packages: Iterable[str]) -> list[str]:
        """Returns the modules to read; of the others only the syntax is checked.

        `packages` are those that bring tracing.
        """
        texts: dict[str, str] = {}
        for unit in units:
            source = self.source(unit.path)
            if source:
                texts[unit.name] = source.text
        reached = awake(units, texts, pattern_of(packages))
        kept = frozenset(reached)
        for unit in units:
            if unit.name in texts and unit.name not in kept:
                self._check_syntax(self.sources[unit.path])
        return reached

    def source(self, path: str) -> Source | None:
        """Returns the text of a file, or None where it cannot be read."""
        known = self.sources.get(path)
        if known:
            return known
        source = self.options.texts.get(path) or load(path, self.options.watch)
        if isinstance(source, Problem):
            self._problem(path, source)
            return None
        self.sources[path] = source
        return source

    def facts(self, path: str) -> Facts | None:
        """Returns the facts of a file, or None where there are none."""
        source = self.source(path)
        facts = self._facts(source) if source else None
        if isinstance(facts, Problem):
            self._problem(path, facts)
            return None
        return facts

    def ahead(self, paths: Sequence[str]) -> None:
        """Reads in several processes what is not known, if it is much."""
        means, unread = self.options.means, list[Source]()
        if means.jobs == 1 and not means.executor:
            return
        for path in paths:
            known = self._known(self.sources[path])
            if known:
                self._read[path] = known
            else:
                unread.append(self.sources[path])
        from jitlint.frontend.parallel import is_worth_it, read_many

        if is_worth_it(unread, means.jobs, means.executor):
            read = read_many(unread, means.jobs, means.executor, self.notes)
            for source in unread:
                if source.path in read:
                    self._read[source.path] = self._kept(source, read[source.path])

    def _check_syntax(self, source: Source) -> None:
        from jitlint.frontend.facts import quick_syntax_check

        problem = quick_syntax_check(source) if source.path in self.named else None
        if problem:
            self._problem(source.path, problem)

    def _facts(self, source: Source) -> Facts | Problem:
        known = self._read.pop(source.path, None) or self._known(source)
        if known:
            return known
        from jitlint.frontend.facts import read

        return self._kept(source, read(source))

    def _known(self, source: Source) -> Facts | None:
        return self.cache.find(source) if self.cache else None

    def _kept(self, source: Source, facts: Facts | Problem) -> Facts | Problem:
        if self.cache and isinstance(facts, Facts):
            self.cache.keep(source, facts)
        return facts

    def _problem(self, path: str, problem: Problem) -> None:
        if path in self.named and problem not in self.problems:
            self.problems.append(problem)
