"""The summaries of modules between runs: each is valid until one of its dependencies changes."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from jitlint.cache.entries import CachedValues
from jitlint.cache.file_stamps import digest
from jitlint.cache.fingerprint import fingerprint
from jitlint.cache.store import CacheStore
from jitlint.core import disk
from jitlint.core.finding import Finding, Place
from jitlint.core.limits import CACHED_MODULES
from jitlint.core.places import places_in
from jitlint.core.source import Source
from jitlint.incremental.dependencies import Dependencies, Dependency
from jitlint.incremental.relocation import relocated
from jitlint.interpreter.events.facts import AnyFact, AskedFilled, Filled
from jitlint.interpreter.state.changes import Change
from jitlint.interpreter.state.memos import Callers, answers, callers_of
from jitlint.project.program import Program

KIND = "traces"


class ModuleSummary(msgspec.Struct, frozen=True, array_like=True):
    """The findings of one module, and its facts for the whole program.

    `fresh` are the findings that fall away where another module's trace stages their loop;
    `absent` are the names that must not become modules; `untold` are the modules it depends on
    that had no summaries, of whose executions it tells; `circle` are the modules, if any, that
    import each other with this one, beginning with the one executed first; `changes` are those that
    executions make of what others have made, `writers` the modules whose changes this one may see.
    Paths are absolute, so that a summary serves whatever way its files are named in.
    """

    dependencies: tuple[Dependency, ...]
    absent: tuple[str, ...]
    findings: tuple[Finding[Place], ...]
    fresh: tuple[Finding[Place], ...]
    facts: tuple[AnyFact, ...]
    gave_up: tuple[str, ...]
    contexts: int
    functions: int
    circle: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    writers: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()


class SummaryCache:
    """The summaries that this jitlint has made with these stubs, whatever has changed since."""

    def __init__(self, store: CacheStore, stubs: Sequence[str]) -> None:
        contents = [_content(path) for path in stubs]
        self.store = store
        self.version = digest(b"\0".join([fingerprint(store).encode(), *contents]))
        self._entries = CachedValues(store, KIND, ModuleSummary, CACHED_MODULES)

    def find(self, path: str) -> ModuleSummary | None:
        """Returns the summary of the module at a path, if there is one."""
        return self._entries.find(self._name(path))

    def keep(self, path: str, summary: ModuleSummary) -> None:
        """Stores the summary of the module at a path."""
        self._entries.keep(self._name(path), summary)

    def close(self) -> None:
        """Removes old entries, if a new one was written."""
        self._entries.close()

    def _name(self, path: str) -> str:
        return digest(self.version + os.path.abspath(path).encode(errors="surrogatepass")).hex()


class ProgramSummaries:
    """The decision which modules of a program are traced again: those without a valid summary.

    Without a cache these are all of them. Those `found` are stored, valid or not.
    """

    def __init__(
        self,
        cache: SummaryCache | None,
        program: Program,
        source_of: Callable[[str], Source | None],
    ) -> None:
        self._cache, self._program = cache, program
        self._circles: dict[str, str] = {}
        self.found: Mapping[str, ModuleSummary] = {}
        self._now = cache and Dependencies(program, source_of, cache.store, cache.version)

    def still_valid(
        self, modules: Sequence[str], read: Callable[[Iterable[str]], None]
    ) -> dict[str, ModuleSummary]:
        """Returns the valid summaries by their modules, with the places that nodes have now.

        `read` reads the modules that have changed, all at once.
        """
        if not self._cache or not self._now:
            return {}
        units = {name: unit for name in modules if (unit := self._program.unit(name))}
        stored = {name: self._cache.find(unit.path) for name, unit in units.items()}
        self.found = found = {name: summary for name, summary in stored.items() if summary}
        dependencies = (each for summary in found.values() for each in summary.dependencies)
        circles = [summary.circle for summary in found.values()]
        self._circles = {name: circle[0] for circle in circles for name in circle}
        read(dict.fromkeys(self._now.changed(dependencies)))
        told = frozenset(modules)
        valid = {name: self._valid(each, self._now, told) for name, each in found.items()}
        return {name: summary for name, summary in valid.items() if summary}

    @property
    def circles(self) -> Mapping[str, str]:
        """The modules that circles of imports were begun with before, by the modules in them."""
        return self._circles

    def linked(self, summary: ModuleSummary, code: Mapping[str, Iterable[int]]) -> ModuleSummary:
        """Returns a summary with what it depends on: functions, by their ordinals in each module.

        Those that its explanations speak of are among them: a call that was made for another
        module is explained by the way that led to it there.
        """
        if not self._now:
            return summary
        every = {module: set(ordinals) for module, ordinals in code.items()}
        for place in places_in((*summary.findings, *summary.fresh)):
            module = self._program.name_of(place.path)
            if module is not None:
                every.setdefault(module, set()).add(place.node)
        return msgspec.structs.replace(summary, dependencies=self._now.of(every))

    def keep(self, summaries: Mapping[str, ModuleSummary]) -> None:
        """Stores the summaries of modules."""
        if not self._cache or not self._now:
            return
        for name, summary in summaries.items():
            unit = self._program.unit(name)
            if unit:
                self._cache.keep(unit.path, summary)
        self._now.close()

    def _valid(
        self, summary: ModuleSummary, now: Dependencies, told: frozenset[str]
    ) -> ModuleSummary | None:
        if any(self._program.has(name) for name in summary.absent):
            return None
        known = told.union(summary.untold) if summary.untold else told
        if any(each.module not in known for each in summary.dependencies):
            return None
        relocations = now.relocations(summary.dependencies)
        if relocations is None:
            return None
        return relocated(summary, relocations) if relocations else summary


def explained_otherwise(
    valid: Mapping[str, ModuleSummary], made: Mapping[str, ModuleSummary]
) -> set[str]:
    """Returns the modules whose valid summaries explain a finding otherwise than new ones do.

    A call that several modules make is explained for the first of them that is traced, so that
    the explanation is that of a run without a cache where all of them are traced.
    """
    new: dict[tuple[str, Place], list[Finding[Place]]] = {}
    for each in _findings(made.values()):
        new.setdefault((each.code, each.at), []).append(each)
    return {
        name
        for name, summary in valid.items()
        if any(each not in new.get((each.code, each.at), (each,)) for each in _findings([summary]))
    }


def callers_in(summaries: Mapping[str, ModuleSummary]) -> Callers:
    """Returns the memoised functions that the execution of modules calls, with those modules."""
    facts = ((name, fact) for name, each in summaries.items() for fact in each.facts)
    return callers_of((name, fact.function) for name, fact in facts if isinstance(fact, Filled))


def answered_otherwise(
    valid: Mapping[str, ModuleSummary], made: Mapping[str, ModuleSummary]
) -> set[str]:
    """Returns the modules whose valid summaries rest on a call that modules make no more, or now.

    It is that of a memoised function, by the execution of any module.
    """
    callers = callers_in({**valid, **made})
    return {
        name
        for name, summary in valid.items()
        for fact in summary.facts
        if isinstance(fact, AskedFilled) and not answers(callers, fact)
    }


def _findings(summaries: Iterable[ModuleSummary]) -> Iterator[Finding[Place]]:
    for summary in summaries:
        yield from summary.findings
        yield from summary.fresh


def _content(path: str) -> bytes:
    try:
        return digest(disk.read(path))
    except OSError:
        return b""
