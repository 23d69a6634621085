"""The rules, applied to one program: from the traces of its modules to their findings."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from jitlint.core.finding import Finding, Place
from jitlint.core.source import Source
from jitlint.facts.whole_program import whole_program_events
from jitlint.incremental.summaries import ModuleSummary
from jitlint.interpreter.events import FreshCall
from jitlint.interpreter.events.facts import (
    AnyFact,
    StagedThere,
    TracedBy,
    Unfollowed,
    UnknownBases,
)
from jitlint.interpreter.program import ModuleTrace
from jitlint.project.program import Program
from jitlint.project.wide_types import WideTypes
from jitlint.rules.runner import RuleRunner


@dataclass(frozen=True, slots=True)
class ProgramFindings:
    """The findings of one program in the order of its modules, and the size of the work.

    `entries` are the places where tracing starts, `functions` those in the files named, and
    `unfollowed` the places of functions of which a call was too deep to be followed, and of classes
    with too many above them.
    """

    findings: tuple[Finding[Place], ...]
    entries: frozenset[Place]
    functions: int
    contexts: int
    gave_up: tuple[str, ...]
    unfollowed: frozenset[Place]


def summarize(program: Program, trace: ModuleTrace, rules: RuleRunner) -> ModuleSummary:
    """Returns the summary of a module, but for what it rests on: its findings, and its facts."""
    facts = program.facts(trace.module)
    fresh = [event for event in trace.events if isinstance(event, FreshCall)]
    others = [event for event in trace.events if not isinstance(event, FreshCall)]
    found, found_fresh = tuple(rules.findings(others)), tuple(rules.findings(fresh))
    return ModuleSummary(
        (),
        tuple(sorted(trace.absent)),
        found,
        found_fresh,
        tuple([fact for fact in trace.notes if isinstance(fact, AnyFact)]),
        trace.gave_up,
        trace.contexts,
        facts.functions if facts else 0,
        trace.circle,
        trace.changes,
        untold=tuple(sorted(trace.untold)),
    )


def judge(
    program: Program,
    summaries: Mapping[str, ModuleSummary],
    named: Container[str],
    rules: RuleRunner,
    source: Callable[[str], Source | None],
) -> ProgramFindings:
    """Returns the findings of a program, given its modules' summaries, and texts by their paths."""
    facts = [fact for summary in summaries.values() for fact in summary.facts]
    units = {name: program.unit(name) for name in summaries}
    counted = [name for name, unit in units.items() if unit and unit.path in named]
    staged = {fact.at for fact in facts if isinstance(fact, StagedThere)}
    wide = WideTypes(program, source)
    joined = rules.findings(whole_program_events(facts, wide))
    return ProgramFindings(
        (*_of_modules(summaries.values(), staged), *joined),
        frozenset(fact.starts for fact in facts if isinstance(fact, TracedBy)),
        sum(summaries[name].functions for name in counted),
        sum(summary.contexts for summary in summaries.values()),
        tuple(sentence for summary in summaries.values() for sentence in summary.gave_up),
        frozenset(_unfollowed(facts)),
    )


def _unfollowed(facts: Iterable[AnyFact]) -> Iterator[Place]:
    for fact in facts:
        match fact:
            case Unfollowed(function=place) | UnknownBases(cls=place):
                yield place
            case _:
                pass


def _of_modules(
    summaries: Iterable[ModuleSummary], staged: Container[Place]
) -> Iterator[Finding[Place]]:
    for summary in summaries:
        yield from summary.findings
        yield from (finding for finding in summary.fresh if finding.at not in staged)
