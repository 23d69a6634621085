"""How long so many workers would take for a program, given what its pieces cost."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from benchmarks.scale.costs import ProgramCost
from jitlint.check.parallel.schedule import PARTS, parts_of

SEVERAL = 2  # workers, from which on each is handed the program


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run by some workers takes, in seconds along its longest path, and moves, in bytes.

    `alone` is what one process does before and after, `fixed` what each worker does before it
    traces, `tracing` what the worker does that is done last; `duplicated` is the share of all
    that workers spend on calls which another of them has made too.
    """

    workers: int
    reading: float
    alone: float
    fixed: float
    tracing: float
    duplicated: float
    moved: int

    @property
    def total(self) -> float:
        """The seconds from the beginning to the end."""
        return self.reading + self.alone + self.fixed + self.tracing


def plan(cost: ProgramCost, workers: int) -> Plan:
    """Returns what a run by so many workers takes; one is a process without any others."""
    several = workers >= SEVERAL
    busy, spent = _traced(cost, workers)
    results = sum(each.size for each in cost.modules.values())
    return Plan(
        workers,
        max(_spread(cost.reading, workers)),
        cost.preparing + cost.judging + (cost.packing + cost.collecting if several else 0.0),
        cost.executing + (cost.unpacking if several else 0.0),
        busy,
        1 - _once(cost) / spent,
        workers * cost.handed + results if several else 0,
    )


def longest_module(cost: ProgramCost) -> float:
    """Returns the seconds of the module that takes longest, if nothing has been called before."""
    times = np.array(cost.calls)
    return max(_seconds(each.needs, times) + each.own for each in cost.modules.values())


def _once(cost: ProgramCost) -> float:
    return sum(cost.calls) + sum(each.own for each in cost.modules.values())


def _traced(cost: ProgramCost, workers: int) -> tuple[float, float]:
    """Returns when the last of the workers is done, and what all spend; each takes the next part
    as soon as it is free.
    """
    times = np.array(cost.calls)
    waiting = [(0.0, number, 0) for number in range(workers)]
    sizes = {name: each.characters for name, each in cost.modules.items()}
    for part in parts_of(sizes, PARTS * workers):
        busy, number, known = heapq.heappop(waiting)
        needed = known
        for module in map(cost.modules.__getitem__, part):
            needed |= module.needs
            busy += module.own
        heapq.heappush(waiting, (busy + _seconds(needed & ~known, times), number, needed))
    return max(busy for busy, *_ in waiting), sum(busy for busy, *_ in waiting)


def _spread(costs: Iterable[float], workers: int) -> list[float]:
    """Returns what each worker has to do if the next piece goes to the one that is free first."""
    busy = [0.0] * workers
    for each in costs:
        heapq.heapreplace(busy, busy[0] + each)
    return busy


def _seconds(calls: int, times: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    """Returns what calls take whose numbers are the bits of an integer."""
    octets = np.frombuffer(calls.to_bytes(len(times) // 8 + 1, "little"), np.uint8)
    bits = np.unpackbits(octets, bitorder="little")[: len(times)]
    return float(times[bits.astype(bool)].sum())
