"""One command in a process of its own: CPU and wall seconds, and memory of all its processes."""

import contextlib
import resource
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from benchmarks.speed.environment import variables

INTERVAL = 0.02  # seconds between two looks at the processes


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a command: seconds of CPU, seconds on the clock, and the peak of memory."""

    cpu: float
    wall: float
    peak: int


class CommandFailed(RuntimeError):
    """A command that could not do its work, so that its cost means nothing."""


def cost(command: Sequence[str], cwd: Path) -> Cost:
    """Runs a command and returns what it and the processes that it started cost.

    Raises `CommandFailed` where it ends with neither 0 nor 1, which linters say of findings.
    """
    start, before = time.perf_counter(), _waited_for()
    process = psutil.Popen(
        command, cwd=cwd, env=variables(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    cpu: dict[int, float] = {}
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_looks(process, cpu)))
        time.sleep(INTERVAL)
    if process.returncode not in (0, 1):
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}")
    wall = time.perf_counter() - start
    return Cost(max(sum(cpu.values()), _waited_for() - before), wall, peak)


def typical(costs: Iterable[Cost]) -> Cost:
    """Returns the median of each figure over several runs."""
    every = list(costs)
    return Cost(
        median(each.cpu for each in every),
        median(each.wall for each in every),
        int(median(each.peak for each in every)),
    )


def _waited_for() -> float:
    """Returns the CPU seconds of all processes that were waited for; workers may not be."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _looks(process: psutil.Process, cpu: dict[int, float]) -> Iterator[int]:
    """Notes the CPU time so far of each process, and yields how many bytes it now holds."""
    with contextlib.suppress(psutil.Error):
        for each in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                times = each.cpu_times()
                cpu[each.pid] = times.user + times.system
                yield each.memory_info().rss
