"""Installs the packages, traces what they jit, prints: `python -m benchmarks.arguments`."""

import argparse
import sys
from pathlib import Path

from benchmarks.arguments import show
from benchmarks.arguments.corpus import corpus
from benchmarks.arguments.environment import FURTHER, interpreter, parser, pins, site_of
from benchmarks.arguments.trace import Outcome, trace

FUNCTIONS = Path(__file__).with_name("functions.txt")


def main() -> int:
    """Prints the share that is traced and the reasons for the rest."""
    options = _options()
    python = options.python or interpreter(options.into, options.further)
    site = site_of(python)
    functions = [each for name in options.packages for each in corpus(name, site)]
    outcomes = trace(functions, python, site, options.jobs, _progress)
    if options.verbose:
        print(*map(_line, outcomes), sep="\n")
    print(*show.summary(outcomes), sep="\n")
    if options.update:
        FUNCTIONS.write_text("".join(f"{each.listed}\n" for each in functions), "utf-8")
    return 0


def _line(outcome: Outcome) -> str:
    verdict = outcome.verdict
    said = verdict.arguments if outcome.is_traced else verdict.reason
    mark = "traced" if outcome.is_traced else "not"
    return f"{mark:7}{outcome.jitted.listed}: {said}"


def _progress(path: str, done: int, total: int) -> None:
    print(f"\r{done} of {total} modules", end="", file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    options = parser("benchmarks.arguments", __doc__)
    options.add_argument("--verbose", action="store_true", help="say what became of each function")
    options.add_argument("--update", action="store_true", help="write the list of the functions")
    options.add_argument("--further", action="store_true", help="packages that are not tuned to")
    found = options.parse_args()
    if found.further:
        found.packages = [pin.package for pin in pins(FURTHER.read_text("utf-8"))]
    return found


if __name__ == "__main__":
    raise SystemExit(main())
