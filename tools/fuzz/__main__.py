"""Tries, counts and prints: `python -m tools.fuzz --seed 0 --generated 20000 --kills 200`."""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tools.fuzz import batches, campaigns, table
from tools.fuzz.command import warm_up
from tools.fuzz.sample import samples_in

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Prints a table and what failed; returns 1 if anything did.

    Failures are made small and written, each into a directory of its own.
    """
    options = _options()
    os.environ["PYTHONHASHSEED"] = "0"  # of the pool's processes, so that they do the same again
    with ProcessPoolExecutor(options.jobs, get_context("spawn"), warm_up) as pool:
        if options.check:
            cases = _checked(options)
        else:
            print(table.heading(), flush=True)
            tallies = [_tally(name, options, pool) for name in campaigns.AT_ONCE]
            print(*table.summary(tallies), sep="\n", flush=True)
            cases = [case for tally in tallies for case in tally.cases]
        print(*table.written(campaigns.reduced(cases, pool), options.into), sep="\n")
    return int(bool(cases))


def _tally(name: str, options: argparse.Namespace, pool: ProcessPoolExecutor) -> campaigns.Tally:
    tally = campaigns.campaign(name, options.seed, getattr(options, name), pool)
    print(table.row(tally), flush=True)
    return tally


def _checked(options: argparse.Namespace) -> list[batches.Case]:
    """Returns what fails of the files of a directory: a sample is a directory or file in it."""
    samples = samples_in(options.check)
    names = [options.by] if options.by else list(batches.CHECKS)
    return [case for name in names for case in batches.tried(name, samples, options.seed)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    add = parser.add_argument
    add("--seed", type=int, default=0, help="another seed, other inputs")
    add("--generated", type=int, default=0, help="so many modules of generated programs")
    add("--mutated", type=int, default=0, help="so many files of installed packages, changed")
    add("--corruptions", type=int, default=0, help="so many caches, broken")
    add("--kills", type=int, default=0, help="so many commands, killed")
    add("--check", type=Path, metavar="DIR", help="what is in this directory instead")
    add("--by", choices=batches.EVERY_CHECK, help="only this check of it")
    add("-j", "--jobs", type=int, default=os.cpu_count() or 1, help="so many processes")
    add("--into", type=Path, default=ROOT / "build" / "fuzz", help="where failures are written")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
