"""Writers: the modules whose execution changes what others have made, as summaries tell.

A module that sees such changes is traced again with the modules that make them executed.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

import msgspec

from jitlint.incremental.summaries import ModuleSummary

Summaries = Mapping[str, ModuleSummary]


@dataclass(frozen=True, slots=True)
class Again:
    """The modules that are to be traced again, and those that are to be executed besides."""

    traced: frozenset[str]
    executed: frozenset[str]


def needed_before(stored: Summaries, outdated: Set[str]) -> frozenset[str]:
    """Returns what was executed with some modules when they were traced last.

    It mostly is what they need now, and need not be found out by tracing them first without it.
    """
    summaries = (stored.get(name) for name in outdated)
    return frozenset(name for summary in summaries if summary for name in summary.writers)


def changed_otherwise(valid: Summaries, made: Summaries) -> Again:
    """Returns what is missing of a run that made some summaries, while others are valid.

    A valid summary is of no use if the modules have changed whose changes it has seen.
    """
    writers = _Writers({**valid, **made})
    other = {name for name, summary in valid.items() if summary.writers != writers.of(name)}
    seen = {writer for name in made for writer in writers.of(name) if writer in valid}
    return Again(frozenset(other), frozenset(seen))


def with_writers(made: Summaries, every: Summaries) -> dict[str, ModuleSummary]:
    """Returns summaries with the modules whose changes they have seen."""
    writers = _Writers(every)
    return {
        name: msgspec.structs.replace(summary, writers=writers.of(name))
        for name, summary in made.items()
    }


class _Writers:
    """The modules whose execution changes something, by the modules that have made it.

    What is changed by the execution of a module that has no summary is so for all that lead to it.
    """

    def __init__(self, summaries: Summaries) -> None:
        self._summaries = summaries
        self._of: dict[str, set[str]] = {}
        self._seen: dict[str, set[str]] = {}
        for name, summary in summaries.items():
            for change in summary.changes:
                if change.writer == name or change.writer not in summaries:
                    self._of.setdefault(change.home, set()).add(name)

    def of(self, module: str) -> tuple[str, ...]:
        """Returns the other modules whose changes a module may see, in order."""
        found = set[str]()
        todo = [module] if self._of else []
        while todo:
            new = self._seen_by(todo.pop()) - found
            found |= new
            todo += new
        return tuple(sorted(found - {module}))

    def _seen_by(self, module: str) -> set[str]:
        """Returns what changes what the modules have made that a module rests on."""
        if module not in self._seen:
            rests_on = {each.module for each in self._summaries[module].dependencies}
            homes = rests_on & self._of.keys()
            self._seen[module] = set[str]().union(*(self._of[home] for home in homes))
        return self._seen[module]
