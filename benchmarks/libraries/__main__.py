"""Fetches the libraries, lints each, compares: `python -m benchmarks.libraries`."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.libraries import show
from benchmarks.libraries.fetch import Library, cache_directory, fetch, pins
from benchmarks.libraries.judged import JUDGED, Difference, difference, parse, updated, written
from benchmarks.libraries.measure import ROOT, Outcome, measure


def main() -> int:
    """Prints the numbers and what differs from the list; returns 1 if anything does."""
    options = _options()
    libraries = [library for library in pins() if library.name in options.libraries]
    listed = parse(JUDGED.read_text("utf-8"))
    asked = [entry for entry in listed if entry.reported.library in options.libraries]
    outcomes = [*_measured(libraries, options.into)]
    found = difference([reported for outcome in outcomes for reported in outcome.reported], asked)
    print(show.total(outcomes), *show.summary(outcomes, asked, found), sep="\n")
    if options.update:
        others = [entry for entry in listed if entry not in asked]
        JUDGED.write_text(written([*others, *updated(asked, found)]), "utf-8")
    return int(found != Difference((), ()))


def _measured(libraries: Sequence[Library], into: Path) -> Iterator[Outcome]:
    print(show.heading())
    for library, home in fetch(libraries, into).items():
        outcome = measure(library, home)
        print(show.row(outcome), flush=True)
        yield outcome


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.libraries", description=__doc__)
    names = [library.name for library in pins()]
    parser.add_argument("libraries", nargs="*", default=names, help="those meant; all if none is")
    parser.add_argument("--into", type=Path, default=cache_directory(), help="where wheels go")
    parser.add_argument("--update", action="store_true", help="add what is new as `unread`")
    options = parser.parse_args()
    unknown = sorted({*options.libraries} - {*names})
    if unknown:
        parser.error(f"no pin for {', '.join(unknown)}; there are {', '.join(names)}")
    options.into = options.into.resolve()
    if options.into.is_relative_to(ROOT):
        parser.error(f"--into must be outside the repository: {options.into}")
    return options


if __name__ == "__main__":
    raise SystemExit(main())
