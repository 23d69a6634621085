"""The messages between a run and its workers: a program to trace, and what its modules came to."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from jitlint.core.finding import Finding, Place
from jitlint.core.source import Source
from jitlint.frontend.ir import Facts
from jitlint.incremental.summaries import ModuleSummary
from jitlint.interpreter.events.facts import AnyFact
from jitlint.interpreter.program import ModuleTrace
from jitlint.project.program import Unit

V = TypeVar("V", bound=Hashable)


class Stub(msgspec.Struct, frozen=True, array_like=True):
    """A stub of the user's, with its text for workers on other machines."""

    path: str
    text: str


class TracingTask(msgspec.Struct, frozen=True, array_like=True):
    """A program of which `modules` are traced, some by each worker.

    `facts` are those that were read, and `sources` the texts of its other files, by their paths;
    `circles` to `start` are the surroundings of the modules.
    """

    modules: tuple[str, ...]
    units: tuple[Unit, ...]
    roots: tuple[str, ...]
    stubs: tuple[Stub, ...]
    facts: dict[str, Facts]
    sources: dict[str, Source]
    circles: dict[str, str]
    callers: tuple[tuple[Place, frozenset[str]], ...]
    executed: frozenset[str]
    told: frozenset[str]
    start: str


class TracedModule(msgspec.Struct, frozen=True, array_like=True):
    """The summary of a module without its findings and facts, and the `code` that it rests on.

    Findings and facts are numbers in its part, since several modules have the same.
    """

    name: str
    code: dict[str, tuple[int, ...]]
    summary: ModuleSummary
    findings: tuple[int, ...]
    fresh: tuple[int, ...]
    facts: tuple[int, ...]


class TracedPart(msgspec.Struct, frozen=True, array_like=True):
    """What modules came to in a worker, which found no modules for the names `lacking`."""

    lacking: tuple[str, ...]
    findings: tuple[Finding[Place], ...]
    facts: tuple[AnyFact, ...]
    modules: tuple[TracedModule, ...]

    def summary(self, module: TracedModule) -> ModuleSummary:
        """Returns the summary of a module with its findings and facts."""
        return replace(
            module.summary,
            findings=tuple([self.findings[number] for number in module.findings]),
            fresh=tuple([self.findings[number] for number in module.fresh]),
            facts=tuple([self.facts[number] for number in module.facts]),
        )


def traced_part(
    summaries: Iterable[tuple[ModuleTrace, ModuleSummary]],
    lacking: Iterable[str],
) -> TracedPart:
    """Returns what holds the summaries of modules, each beside its trace."""
    findings: dict[Finding[Place], int] = {}
    facts: dict[AnyFact, int] = {}
    modules = [
        TracedModule(
            trace.module,
            {**trace.code},
            replace(summary, findings=(), fresh=(), facts=()),
            _numbers(summary.findings, findings),
            _numbers(summary.fresh, findings),
            _numbers(summary.facts, facts),
        )
        for trace, summary in summaries
    ]
    return TracedPart(tuple(sorted(lacking)), tuple(findings), tuple(facts), tuple(modules))


def _numbers(values: Iterable[V], known: dict[V, int]) -> tuple[int, ...]:
    return tuple([known.setdefault(value, len(known)) for value in values])
