"""Fetches packages, lints each with its tests, compares errors: `python -m benchmarks.unseen`."""

import argparse
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.libraries import show
from benchmarks.libraries.fetch import Library, cache_directory, wheel
from benchmarks.libraries.judged import Difference, Reported, difference, false_errors, parse
from benchmarks.libraries.measure import Outcome, measure

HERE = Path(__file__).parent
SAMPLES = {"first": ("pins.txt", "judged.toml"), "further": ("further.txt", "further.toml")}
NOT_READ = ("JIT000", "JIT412")  # files that do not parse, and names that JAX has removed


def main() -> int:
    """Prints a row for each package and what differs from the list; returns 1 if anything does."""
    options = _options()
    pinned, judged = SAMPLES["further" if options.further else "first"]
    listed = parse((HERE / judged).read_text("utf-8"))
    pins = [Library(*line.split("==")) for line in (HERE / pinned).read_text("utf-8").split()]
    names = options.packages or [pin.name for pin in pins]
    asked = [entry for entry in listed if entry.reported.library in names]
    outcomes = [*_measured([pin for pin in pins if pin.name in names], options.into)]
    found = difference([each for outcome in outcomes for each in _errors(outcome)], asked)
    lines = sum(outcome.lines for outcome in outcomes)
    print("when first read:", show.rate(false_errors(asked), lines))
    for outcome in outcomes:
        new = [each for each in found.new if each.library == outcome.name]
        gone = tuple(each for each in found.gone if each.reported.library == outcome.name)
        for line in show.summary([outcome], [], Difference(tuple(new), gone)):
            if line.startswith(("new:", "gone:")):
                print(line)
    still = [entry for entry in asked if entry not in found.gone]
    print("now:", show.rate(false_errors(still) + len(found.new), lines))
    return int(bool(found.new))


def _measured(packages: list[Library], into: Path) -> Iterator[Outcome]:
    print(show.heading())
    for package in packages:
        try:
            home = _fetched(package, into)
        except (FileNotFoundError, subprocess.CalledProcessError):
            print(f"{package.name}: the index has no wheel of {package.version}; it is left out")
            continue
        outcome = measure(package, home)
        print(show.row(outcome), flush=True)
        yield outcome


def _fetched(package: Library, into: Path) -> Path:
    """Returns the directory of a package with its tests, downloaded when it is first asked for."""
    home = into / f"{package.name}-{package.version}-with-tests"
    if not home.is_dir():
        with zipfile.ZipFile(wheel(package, into)) as archive:
            archive.extractall(home, [n for n in archive.namelist() if n.endswith(".py")])
        (home / "pyproject.toml").touch()
    return home


def _errors(outcome: Outcome) -> list[Reported]:
    return [
        each for each in outcome.reported if each.severity == "error" and each.code not in NOT_READ
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.unseen", description=__doc__)
    parser.add_argument("packages", nargs="*", help="those meant; all if none is")
    parser.add_argument("--further", action="store_true", help="the sample that was drawn last")
    parser.add_argument("--into", type=Path, default=cache_directory(), help="where wheels go")
    options = parser.parse_args()
    options.into = options.into.resolve()
    return options


if __name__ == "__main__":
    raise SystemExit(main())
