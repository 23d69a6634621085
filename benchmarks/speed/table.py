"""The cost of each command on a corpus, a row for each as soon as it is known."""

import sys
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

from benchmarks.speed import corpora, tools
from benchmarks.speed.measure import Cost, cost, typical

_CODE = "import jax\n\n\ndef double(x):\n    y = 2 * x\n    return y\n"
ROW = "{:34} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9}"


def heading() -> str:
    """Returns the names of the columns."""
    return ROW.format("", "CPU", "wall", "× floor", "% cold", "µs/line", "peak MiB")


def show(name: str, project: Path, runs: int, others: bool) -> dict[str, Cost]:
    """Prints what each command costs on a project, and returns it."""
    lines = corpora.lines(project)
    print(f"\n{name}: {lines:,} lines, medians of {runs}")
    costs: dict[str, Cost] = {}
    for what, spent in _costs(project, runs, others):
        costs[what] = spent
        print(_row(what, costs, lines))
        sys.stdout.flush()
    return costs


def warm_up(scratch: Path) -> None:
    """Runs each tool on a line of code, which is when Python compiles what they import."""
    (scratch / "first").mkdir()
    (scratch / "first" / "code.py").write_text(_CODE)
    project = corpora.project(scratch / "first", scratch / "warm")
    for _ in _costs(project, 1, others=True):
        pass


def _row(what: str, costs: dict[str, Cost], lines: int) -> str:
    spent, floor, cold = costs[what], costs[tools.FLOOR], costs.get(tools.COLD)
    share = f"{spent.cpu / cold.cpu * 100:.1f}" if cold else ""
    times, each = f"{spent.cpu / floor.cpu:.2f}", f"{spent.cpu / lines * 1e6:.1f}"
    seconds = f"{spent.cpu:.2f}", f"{spent.wall:.2f}"
    return ROW.format(what, *seconds, times, share, each, spent.peak >> 20)


def _costs(project: Path, runs: int, others: bool) -> Iterator[tuple[str, Cost]]:
    """Yields what each command costs, the floor first."""
    cold = {
        tools.FLOOR: tools.floor(project),
        tools.COLD: tools.jitlint(project, "--no-cache", "-j1"),
        tools.COLD_2: tools.jitlint(project, "--no-cache", "-j2"),
    }
    yield from _repeated(cold, project, runs)
    yield from _warm(project, runs)
    yield from _repeated(tools.others(project) if others else {}, project, runs)


def _repeated(
    commands: Mapping[str, tools.Command], project: Path, runs: int
) -> Iterator[tuple[str, Cost]]:
    for what, command in commands.items():
        yield what, typical(cost(command, project) for _ in range(runs))


def _warm(project: Path, runs: int) -> Iterator[tuple[str, Cost]]:
    """Yields what runs after the first cost: of all, after a change, and of the changed file.

    Each run changes another file; beside the typical cost stands that of the dearest one.
    """
    whole, numbers = tools.jitlint(project, "-j1"), count()
    changed, staged = list[Cost](), list[Cost]()
    cost(whole, project)
    yield tools.WARM, typical(cost(whole, project) for _ in range(runs))
    for path in corpora.some_files(project, runs):
        corpora.change(path, next(numbers))
        changed.append(cost(whole, project))
        corpora.change(path, next(numbers))
        staged.append(cost(tools.jitlint(path, "-j1"), project))
        cost(whole, project)
    for what, costs in ((tools.ONE, changed), (tools.STAGED, staged)):
        yield what, typical(costs)
        yield f"{what}{tools.DEAREST}", max(costs, key=lambda each: each.cpu)
