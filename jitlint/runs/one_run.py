"""The records of the processes of a run, put together as one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from jitlint.runs.inside.compilation import Run, Wait

Key = TypeVar("Key")


def by_run(runs: Iterable[Run]) -> list[list[Run]]:
    """Returns the records of each run, in the order of their first."""
    found: dict[object, list[Run]] = {}
    for number, each in enumerate(runs):
        found.setdefault(each.run or number, []).append(each)
    return [*found.values()]


def together(runs: Sequence[Run]) -> Run:
    """Returns what all processes of a run have compiled, as if one had, in the order of time."""
    first = min(runs, key=lambda each: each.started)
    if len(runs) == 1:
        return first
    end = max(each.started + each.seconds for each in runs)
    compilations = [
        replace(each, at=each.at + run.started - first.started)
        for run in runs
        for each in run.compilations
    ]
    return replace(
        first,
        processes=len(runs),
        seconds=end - first.started,
        counts_calls=all(each.counts_calls for each in runs),
        events=_summed(each.events for each in runs),
        calls=_summed(each.calls for each in runs),
        compilations=sorted(compilations, key=lambda each: each.at),
        waits=_waits(each for run in runs for each in run.waits),
        leaks=[*dict.fromkeys(each for run in runs for each in run.leaks)],
    )


def _waits(waits: Iterable[Wait]) -> list[Wait]:
    """Returns one for each line and kind."""
    found: dict[tuple[object, str], Wait] = {}
    for each in waits:
        one = found.get((each.site, each.kind), replace(each, times=0, nbytes=0, seconds=0.0))
        found[each.site, each.kind] = replace(
            one,
            times=one.times + each.times,
            nbytes=one.nbytes + each.nbytes,
            seconds=one.seconds + each.seconds,
        )
    return [*found.values()]


def _summed(counts: Iterable[dict[Key, int]]) -> dict[Key, int]:
    total = Counter[Key]()
    for each in counts:
        total.update(each)
    return dict(total)
