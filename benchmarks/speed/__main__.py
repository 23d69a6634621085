"""Prints how fast jitlint is: `python -m benchmarks.speed [CORPUS…]`.

Each corpus is a released wheel; the linters are those of the extra `bench`, installed into
`build/speed` before the first run. `CPU` and `wall` are seconds, CPU that of all processes;
`× floor` is the CPU beside that of `libcst.parse_module` on the same files in the same run, and
`% cold` beside that of jitlint without its cache; `peak` is the memory of all processes.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed import bounds, corpora
from benchmarks.speed.environment import run_inside


def main(words: list[str]) -> int:
    """Prints the costs on each corpus; returns 1 where --short finds a ratio out of bounds."""
    asked = _options(words)
    status = run_inside("benchmarks.speed", words)
    return _measured(asked) if status is None else status


def _options(words: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help="default: all four")
    parser.add_argument("--runs", type=int, default=5, help="medians of so many; default: 5")
    parser.add_argument("--no-others", action="store_true", help="without other linters")
    short = "one run of the smallest corpus, whose ratios must keep to generous bounds"
    parser.add_argument("--short", action="store_true", help=short)
    asked = parser.parse_args(words)
    asked.corpora = asked.corpora or list(corpora.NAMES)
    if asked.short:
        asked.corpora, asked.runs = [corpora.SMALLEST], 1
    return asked


def _measured(asked: Namespace) -> int:
    from benchmarks.speed import table

    missed: list[str] = []
    print(table.heading())
    with TemporaryDirectory() as scratch:
        table.warm_up(Path(scratch))
        for name, home in corpora.wheels(asked.corpora).items():
            project = corpora.project(home, Path(scratch, name))
            costs = table.show(name, project, asked.runs, others=not asked.no_others)
            missed += bounds.missed(costs) if asked.short else []
    print("\n".join(missed), end="\n" * bool(missed))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
