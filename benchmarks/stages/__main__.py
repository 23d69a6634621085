"""The cost of each stage: `python -m benchmarks.stages [CORPUS…]`.

Prints the CPU microseconds that each stage takes for a line of code, cold and in one process;
then the same for a package that stands 1, 2, 4 and 8 times in a project, and what a line of
each further copy costs, apart from what is paid once; then the most memory that linting JAX's
own source takes, of all processes together. It runs in the environment of `benchmarks.speed`.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.speed import corpora
from benchmarks.speed.environment import ROOT, run_inside, variables

STAGES = ("frontend", "project", "interpreter", "rules", "report", "start")
TIMES = (1, 2, 4, 8)
LARGEST = "jax"
ROW = "{:22} {:>9}" + " {:>11}" * (len(STAGES) + 1)

Microseconds = Mapping[str, float]


def main(words: list[str]) -> int:
    """Prints the tables that are asked for."""
    asked = _options(words)
    status = run_inside("benchmarks.stages", words)
    if status is None:
        with TemporaryDirectory() as scratch:
            _tables(asked, Path(scratch))
    return status or 0


def _options(words: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help="default: all four")
    parser.add_argument("--runs", type=int, default=5, help="medians of so many; default: 5")
    parser.add_argument("--grown", default="numpyro", metavar="CORPUS", help="default: numpyro")
    asked = parser.parse_args(words)
    asked.corpora = asked.corpora or list(corpora.NAMES)
    return asked


def _tables(asked: Namespace, scratch: Path) -> None:
    print(ROW.format("µs a line", "lines", *STAGES, "all"))
    for name, home in corpora.wheels(asked.corpora).items():
        _costs(name, home, asked.runs)
    print()
    _show_growth([sum(costs.values()) for costs in _growth(asked, scratch)])
    _show_memory(corpora.wheels([LARGEST])[LARGEST])


def _show_growth(each: list[float]) -> None:
    """Prints the cost of every further copy, apart from start-up, which is paid once."""
    print(f"time per line at most {(max(each) / each[0] - 1) * 100:+.0f} % of that of one copy")
    pairs = pairwise(zip(TIMES, each, strict=True))
    further = [(b * costs - a * cost) / (b - a) for (a, cost), (b, costs) in pairs]
    shown = ", ".join(f"{cost:.1f}" for cost in further)
    differ = (max(further) / min(further) - 1) * 100
    print(f"a line of each further copy: {shown} µs; they differ by {differ:.0f} %\n")


def _growth(asked: Namespace, scratch: Path) -> Iterator[Microseconds]:
    home = corpora.wheels([asked.grown])[asked.grown]
    for times in TIMES:
        project = corpora.several(asked.grown, home, scratch / "grown", times)
        yield _costs(f"{asked.grown}, {times} ×", project, asked.runs)


def _costs(what: str, project: Path, runs: int) -> Microseconds:
    lines = corpora.lines(project)
    sampled = [_sampled(project) for _ in range(runs)]
    costs = {s: median(each.get(s, 0.0) for each in sampled) / lines * 1e6 for s in STAGES}
    figures = [f"{cost:.1f}" for cost in (*costs.values(), sum(costs.values()))]
    print(ROW.format(what, f"{lines:,}", *figures), flush=True)
    return costs


def _sampled(project: Path) -> Mapping[str, float]:
    command = [sys.executable, "-m", "benchmarks.stages.sample", "--no-cache", "-j1", str(project)]
    done = subprocess.run(
        command, cwd=ROOT, env=variables(), check=True, text=True, stderr=subprocess.PIPE
    )
    return json.loads(done.stderr.splitlines()[-1])


def _show_memory(project: Path) -> None:
    from benchmarks.speed import tools
    from benchmarks.speed.measure import cost

    for jobs in ("-j1", "-j2"):
        spent = cost(tools.jitlint(project, "--no-cache", jobs), project)
        print(f"{LARGEST} {jobs}: at most {spent.peak >> 20} MiB, {spent.wall:.1f} s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
