"""Plants, lints, verifies, counts: `python -m benchmarks.faults`."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.arguments.corpus import corpus
from benchmarks.arguments.environment import interpreter, parser, pins, site_of
from benchmarks.arguments.trace import trace
from benchmarks.faults.choose import Chosen, choose
from benchmarks.faults.judge import Judged, judge, judge_unharmed
from benchmarks.faults.show import lines, table, wrong
from benchmarks.faults.working import Working
from jitlint.verify import VerifyOptions


def main() -> int:
    """Prints found × confirmed and every wrong verdict; returns 1 if there is one."""
    options = _options()
    python = options.python or interpreter(options.into)
    site = site_of(python)
    asking = VerifyOptions(python=str(python))
    planted: list[Judged] = []
    unharmed: list[Judged] = []
    with tempfile.TemporaryDirectory(prefix="faults-") as scratch:
        for number, each in _chosen(options, python, site):
            planted.append(judge(each, site, Path(scratch, "copy"), asking))
            unharmed.append(judge_unharmed(each, site, Path(scratch, "copy"), asking))
            print(*lines(number, planted[-1], unharmed[-1]), sep="\n", flush=True)
    print(*table(planted, unharmed), sep="\n")
    found = [*wrong(planted, unharmed)]
    print(f"{len(found)} wrong verdicts", *found, sep="\n")
    return int(bool(found))


def _chosen(options: argparse.Namespace, python: Path, site: Path) -> Iterator[tuple[int, Chosen]]:
    """Yields the functions by their numbers from 1."""
    working = Working({pin.package: pin.requirement for pin in pins()})
    found = choose(
        [each for name in options.packages for each in corpus(name, site)],
        lambda batch: working.outcomes(batch, lambda new: trace(new, python, site, options.jobs)),
        site,
        options.seed,
        options.number,
    )
    for number, chosen in enumerate(found, 1):
        if not options.only or number in options.only:
            yield number, chosen


def _options() -> argparse.Namespace:
    options = parser("benchmarks.faults", __doc__)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--number", type=int, default=60, help="how many faults")
    options.add_argument("--only", type=int, nargs="+", help="judge those of these numbers again")
    return options.parse_args()


if __name__ == "__main__":
    sys.exit(main())
