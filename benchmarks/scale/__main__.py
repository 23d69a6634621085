"""What more workers would save, computed from what the pieces of a large program cost.

python -m benchmarks.scale [--lines N] [PATH], by default of a million lines of the pinned wheels

Measures in this process, once, what reading each file, executing all modules and each call take;
then lays these pieces out for 1, 2, 8, 64 and 512 workers as the scheduler of jitlint does, and
says how long the longest path is, how many bytes move, and what limits it.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.scale.corpus import one_program
from benchmarks.scale.costs import ProgramCost, measured
from benchmarks.scale.plan import Plan, longest_module, plan
from benchmarks.speed import corpora

WORKERS = (1, 2, 8, 64, 512)
TITLES = ("workers", "reading", "alone", "fixed", "tracing", "all", "speed-up", "repeated", "moved")
ROW = "{:>9}" * (len(TITLES) - 1) + "{:>12}"


def main() -> int:
    """Prints what each number of workers would take."""
    options = _options()
    with tempfile.TemporaryDirectory() as directory:
        if options.path:
            project, lines = options.path, corpora.lines(options.path)
        else:
            project = Path(directory, "million")
            lines = one_program(project, options.lines)
        cost = measured(str(project))
    print(f"{lines:,} lines, {len(cost.modules)} modules traced, {len(cost.calls):,} calls\n")
    _show(cost)
    return 0


def _show(cost: ProgramCost) -> None:
    plans = [plan(cost, workers) for workers in WORKERS]
    print(ROW.format(*TITLES))
    for each in plans:
        print(ROW.format(*_figures(each, plans[0])))
    longest, last = longest_module(cost), plans[-1]
    least = last.alone + last.fixed + longest
    print(f"\nthe module that takes longest: {longest:.2f} s with all that it calls")
    print(
        f"no number of workers needs less than {least:.1f} s, which is {plans[0].total / least:.1f}"
    )
    print(f"times as fast as one: executing all modules {cost.executing:.1f} s in each worker,")
    print(f"packing {cost.packing:.1f} s and unpacking {cost.unpacking:.1f} s, finding the files")
    print(
        f"{cost.preparing:.1f} s, collecting {cost.collecting:.1f} s, judging {cost.judging:.1f} s"
    )


def _figures(each: Plan, first: Plan) -> list[str]:
    seconds = (each.reading, each.alone, each.fixed, each.tracing, each.total)
    return [
        str(each.workers),
        *(f"{second:.1f} s" for second in seconds),
        f"{first.total / each.total:.2f}",
        f"{each.duplicated:.0%}",
        f"{each.moved / 1e6:,.0f} MB",
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("path", type=Path, nargs="?", help="the directory of one project")
    parser.add_argument("--lines", type=int, default=1_000_000, help="default: a million")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
