"""One command in a process of its own: CPU and wall seconds, and memory of all its processes."""

import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

INTERVAL = 0.02  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: seconds of CPU, seconds on the clock, and the most bytes at once."""

    cpu: float
    wall: float
    peak: int


def cost(command: Sequence[str], cwd: Path) -> Cost:
    """Runs a command and returns what it and the processes that it started cost."""
    start, before = time.perf_counter(), _children()
    process = psutil.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    cpu: dict[int, float] = {}
    peak = 0
    while process.poll() is None:
        peak = max(peak, _look(process, cpu))
        time.sleep(INTERVAL)
    wall = time.perf_counter() - start
    return Cost(max(sum(cpu.values()), _children() - before), wall, peak)


def typical(runs: int, once: Callable[[], Cost]) -> Cost:
    """Returns the median of each figure over several runs."""
    costs = [once() for _ in range(runs)]
    return Cost(
        median(each.cpu for each in costs),
        median(each.wall for each in costs),
        int(median(each.peak for each in costs)),
    )


def _children() -> float:
    """Returns the CPU seconds of all processes that were waited for; workers may not be."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _look(process: psutil.Popen, cpu: dict[int, float]) -> int:
    """Notes the CPU time so far of all processes; returns how many bytes they now hold."""
    held = 0
    try:
        for each in [process, *process.children(recursive=True)]:
            times = each.cpu_times()
            cpu[each.pid] = times.user + times.system
            held += each.memory_info().rss
    except psutil.Error:
        pass
    return held
