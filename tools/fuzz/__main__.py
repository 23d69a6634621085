"""Tries, counts and prints: `python -m tools.fuzz --seed 0 --generated 20000 --kills 200`."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tools.fuzz import batches, campaigns, table
from tools.fuzz.command import start_worker
from tools.fuzz.sample import samples_in

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Prints a table and what failed; returns 1 if anything did.

    Failures are made small and written, each into a directory of its own. Who interrupts a run
    reads what it came to so far, and has the failures as they were met.
    """
    options = _options()
    os.environ["PYTHONHASHSEED"] = "0"  # of the pool's processes, so that they do the same again
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ProcessPoolExecutor(options.jobs, get_context("spawn"), start_worker) as pool:
        cases = _checked(options, pool) if options.check else _tried(options, pool)
        print(*table.written(cases, options.into), sep="\n")
    return int(bool(cases))


def _tried(options: argparse.Namespace, pool: Executor) -> list[batches.Case]:
    """Tries everything, prints what it came to, and returns the failures to be written."""
    tallies = list[campaigns.Tally]()
    print(table.heading(), flush=True)
    try:
        for name in filter(vars(options).get, campaigns.AT_ONCE):
            tallies.append(campaigns.Tally(name))
            campaigns.run(tallies[-1], options.seed, getattr(options, name), pool)
            print(table.row(tallies[-1]), flush=True)
    except KeyboardInterrupt:
        pool.shutdown(wait=False, cancel_futures=True)
        print(table.row(tallies[-1]), "interrupted", sep="\n")
        return _told(tallies)
    return _reduced(_told(tallies), pool)


def _told(tallies: Sequence[campaigns.Tally]) -> list[batches.Case]:
    """Prints a summary, and returns the first failures of each kind."""
    print(*table.summary(tallies), sep="\n", flush=True)
    return campaigns.examples([case for tally in tallies for case in tally.cases])


def _checked(options: argparse.Namespace, pool: Executor) -> list[batches.Case]:
    """Returns what fails of the files of a directory: a sample is a directory or file in it."""
    samples = samples_in(options.check)
    names = [options.by] if options.by else list(batches.CHECKS)
    cases = [case for name in names for case in batches.tried(name, samples, options.seed)]
    return _reduced(campaigns.examples(cases), pool)


def _reduced(cases: list[batches.Case], pool: Executor) -> list[batches.Case]:
    """Returns cases made small; as they are, where nobody wants to wait for that."""
    try:
        return campaigns.reduced(cases, pool)
    except KeyboardInterrupt:
        pool.shutdown(wait=False, cancel_futures=True)
        return cases


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
