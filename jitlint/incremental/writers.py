"""Writers: the modules that change what others have made, as the summaries of a program tell.

A module that sees such changes is traced again with the modules that make them: with those whose
execution does so executed, with those whose functions do so traced.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

import msgspec

from jitlint.incremental.summaries import ModuleSummary
from jitlint.interpreter.state.changes import Scope, precedes

Summaries = Mapping[str, ModuleSummary]


@dataclass(frozen=True, slots=True)
class Again:
    """The modules that are to be traced again, and those that are to be executed besides."""

    traced: frozenset[str]
    executed: frozenset[str]


def needed_before(stored: Summaries, outdated: Set[str]) -> Again:
    """Returns what was traced and executed with some modules when they were traced last.

    It mostly is what they need now, and need not be found out by tracing them first without it.
    """
    traced, executed, todo = {*outdated}, set[str](), [*outdated]
    while todo:
        summary = stored.get(todo.pop())
        for name, by_calls in summary.writers if summary else ():
            if by_calls and name not in traced:
                traced.add(name)
                todo.append(name)
            elif not by_calls:
                executed.add(name)
    return Again(frozenset(traced), frozenset(executed))


def changed_otherwise(valid: Summaries, made: Summaries) -> Again:
    """Returns what is missing of a run that made some summaries, while others are valid.

    A valid summary is of no use if the modules have changed whose changes it has seen.
    """
    writers = _Writers({**valid, **made})
    other = {name for name, summary in valid.items() if summary.writers != writers.of(name)}
    seen = {scope for name in made for scope in writers.of(name) if scope[0] in valid}
    traced = other | {name for name, by_calls in seen if by_calls}
    return Again(frozenset(traced), frozenset(name for name, by_calls in seen if not by_calls))


def with_writers(made: Summaries, every: Summaries) -> dict[str, ModuleSummary]:
    """Returns summaries with the scopes whose changes they have seen."""
    writers = _Writers(every)
    return {
        name: msgspec.structs.replace(summary, writers=writers.of(name))
        for name, summary in made.items()
    }


class _Writers:
    """The scopes that change something, by the modules that have made it.

    All modules are executed before the functions of any are called, in the order of names: so an
    execution sees changes by executions only, and a module's functions those by modules before it.
    What is changed by the execution of a module that has no summary is so for all that lead to it.
    """

    def __init__(self, summaries: Summaries) -> None:
        self._summaries = summaries
        self._of: dict[str, set[Scope]] = {}
        self._seen: dict[Scope, set[Scope]] = {}
        for name, summary in summaries.items():
            for change in summary.changes:
                if change.writer == name:
                    self._of.setdefault(change.home, set()).add((name, change.by_calls))
                elif change.writer not in summaries:
                    self._of.setdefault(change.home, set()).update([(name, False), (name, True)])

    def of(self, module: str) -> tuple[Scope, ...]:
        """Returns the other modules whose changes a module may see, in order."""
        found = set[Scope]()
        todo = [(module, True)] if self._of else []
        while todo:
            new = self._seen_by(todo.pop()) - found
            found |= new
            todo += new
        return tuple(sorted(scope for scope in found if scope[0] != module))

    def _seen_by(self, scope: Scope) -> set[Scope]:
        """Returns what changes what the modules have made that a scope's module rests on."""
        if scope not in self._seen:
            rests_on = {each.module for each in self._summaries[scope[0]].dependencies}
            homes = rests_on & self._of.keys()
            changing = set[Scope]().union(*(self._of[home] for home in homes))
            self._seen[scope] = {each for each in changing if precedes(each, scope)}
        return self._seen[scope]
