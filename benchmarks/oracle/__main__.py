"""Compares jitlint with the records of what JAX did: `python -m benchmarks.oracle`."""

import argparse
from pathlib import Path

from benchmarks.oracle.compare import Compared, compare
from benchmarks.oracle.fetch import sources
from benchmarks.oracle.observe import observe
from benchmarks.oracle.packages import Half, Package, packages

ROW = "{:28} {:8} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}"
HEAD = (
    "package", "half", "lines", "entered", "values", "unknown", "unsound",
    "types", "in part", "whole", "wrong",
)  # fmt: skip


def main() -> int:
    """Prints a row for each package and each half."""
    options = _options()
    print(ROW.format(*HEAD))
    halves: dict[Half, Compared] = {"develop": Compared(), "held": Compared()}
    for package in packages():
        chosen = not options.packages or package.directory in options.packages
        if chosen and package.record.is_file():
            home = sources(package, options.site)
            compared = compare(package.record, package.directory, observe(home))
            halves[package.half].add(compared)
            print(_row(package.requirement, package.half, compared), flush=True)
            if options.verbose and package.half == "develop":
                _explain(package, compared)
    for half, total in halves.items():
        print(_row("all", half, total))
    return 0


def _row(name: str, half: str, each: Compared) -> str:
    shares = (
        each.lines,
        _share(each.entered, each.lines, 1),
        each.values,
        _share(each.unknown, each.values, 1),
        _share(len(each.unsound), each.values, 2),
        each.types.names,
        _share(each.types.part, each.types.names, 1),
        _share(each.types.whole, each.types.names, 1),
        _share(len(each.types.contradict), each.types.names, 2),
    )
    return ROW.format(name, half, *shares)


def _share(part: int, whole: int, digits: int) -> str:
    return f"{100 * part / whole:.{digits}f} %" if whole else "-"


def _explain(package: Package, compared: Compared) -> None:
    for function, lines in compared.missed.most_common(12):
        print(f"    not entered: {lines:4} lines of {function}")
    for each in compared.unsound:
        print(f"    unsound: {each}")
    for each in compared.types.contradict:
        print(f"    wrong type: {each}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.oracle", description=__doc__)
    parser.add_argument("packages", nargs="*", help="directories; all if none is")
    parser.add_argument("--site", type=Path, help="a site-packages with the pinned versions")
    parser.add_argument("--verbose", action="store_true", help="explain the half to develop on")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
