"""Prints how fast jitlint is: `python -m benchmarks.speed [--runs N] [CORPUS…]`.

Each corpus is a released wheel. `CPU` and `wall` are seconds, and `× floor` is the CPU beside
that of `libcst.parse_module` in the same run; `peak` is the memory of all processes. Growth
lints one package 1, 2, 4 and 8 times over. What it needs is in the extra `bench`.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed import corpora, tools
from benchmarks.speed.measure import Cost, cost, typical

TIMES = (1, 2, 4, 8)
GROWN = "optax"
ROW = "{:28} {:>8} {:>8} {:>8} {:>9} {:>9}"


def main(words: list[str]) -> None:
    """Measures what the command line names and prints a table for each."""
    parser = ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    parser.add_argument("--runs", type=int, default=5, help="medians of so many; default: 5")
    parser.add_argument("--no-others", action="store_true", help="without other linters")
    parser.add_argument("--no-growth", action="store_true", help="without the growth")
    asked = parser.parse_args(words)
    homes = corpora.wheels(asked.corpora)
    with TemporaryDirectory() as scratch:
        for name, home in homes.items():
            project = corpora.project(home, Path(scratch, name))
            _table(name, project, asked.runs, others=not asked.no_others)
        if not asked.no_growth:
            home = homes.get(GROWN) or corpora.wheels([GROWN])[GROWN]
            _growth(home, Path(scratch), asked.runs)


def _table(name: str, project: Path, runs: int, others: bool) -> None:
    lines = corpora.lines(project)
    print(f"\n{name}: {lines:,} lines, medians of {runs}")
    print(ROW.format("", "CPU", "wall", "× floor", "µs/line", "peak MiB"))
    floor = 0.0
    for what, spent in _costs(project, runs, others):
        floor = floor or spent.cpu
        figures = (f"{spent.cpu:.2f}", f"{spent.wall:.2f}", f"{spent.cpu / floor:.2f}")
        print(ROW.format(what, *figures, f"{spent.cpu / lines * 1e6:.1f}", spent.peak >> 20))
        sys.stdout.flush()


def _costs(project: Path, runs: int, others: bool) -> Iterator[tuple[str, Cost]]:
    """Yields what each command costs, the floor first."""
    yield tools.FLOOR, typical(runs, lambda: cost(tools.floor(project), project))
    for what, words in ((tools.COLD, "-j1"), (tools.COLD_2, "-j2")):
        command = tools.jitlint(project, "--no-cache", words)
        yield what, typical(runs, lambda command=command: cost(command, project))
    yield from _warm(project, runs)
    for what, command in tools.others(project).items() if others else ():
        yield what, typical(runs, lambda command=command: cost(command, project))


def _warm(project: Path, runs: int) -> Iterator[tuple[str, Cost]]:
    """Yields what runs after the first cost: of all, and of one file."""
    whole, changed = tools.jitlint(project, "-j1"), corpora.some_file(project)
    staged = tools.jitlint(changed, "-j1")
    cost(whole, project)
    yield tools.WARM, typical(runs, lambda: cost(whole, project))
    numbers = iter(range(2 * runs))

    def after_change(command: tools.Command) -> Cost:
        corpora.change(changed, next(numbers))
        return cost(command, project)

    yield tools.ONE, typical(runs, lambda: after_change(whole))
    yield tools.STAGED, typical(runs, lambda: after_change(staged))


def _growth(home: Path, scratch: Path, runs: int) -> None:
    print(f"\n{GROWN}, several times over, cold, -j 1")
    print(ROW.format("", "CPU", "wall", "× 1", "µs/line", "peak MiB"))
    least = 0.0
    for times in TIMES:
        project = corpora.several(GROWN, home, scratch / "grown", times)
        command = tools.jitlint(project, "--no-cache", "-j1")
        spent = typical(runs, lambda command=command, at=project: cost(command, at))
        each = spent.cpu / corpora.lines(project) * 1e6
        least = least or each
        figures = (f"{spent.cpu:.2f}", f"{spent.wall:.2f}", f"{each / least:.2f}", f"{each:.1f}")
        print(ROW.format(f"{times} ×", *figures, spent.peak >> 20))
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
