"""What each stage costs, in CPU microseconds per line: `python -m benchmarks.stages PATH…`."""

import sys
import time
from collections.abc import Callable
from typing import Any

import jitlint.read.facts as facts
from jitlint import engine

Spent = dict[str, float]


def main(paths: list[str]) -> None:
    """Lints paths once and prints the CPU time of parsing, lowering, tracing and the whole."""
    spent: Spent = {}
    facts.parse = timed("parse", facts.parse, spent)
    facts.lower = timed("lower", facts.lower, spent)
    engine.trace = timed("trace", engine.trace, spent)
    run = timed("all", engine.check, spent)(paths)
    print(f"{run.counts.files} files, {run.counts.lines} lines, {run.counts.contexts} contexts")
    for stage, seconds in spent.items():
        print(
            f"{stage:6} {seconds:7.2f} s {seconds / max(run.counts.lines, 1) * 1e6:7.1f} µs a line"
        )


def timed(stage: str, function: Callable[..., Any], spent: Spent) -> Callable[..., Any]:
    """Returns a function that adds the CPU seconds of its calls to a stage.

    What other stages take meanwhile is theirs, but for the whole.
    """

    def call(*arguments: Any, **keywords: Any) -> Any:
        start = time.process_time()
        others = 0.0 if stage == "all" else sum(spent.values())
        try:
            return function(*arguments, **keywords)
        finally:
            meanwhile = 0.0 if stage == "all" else sum(spent.values()) - others
            own = time.process_time() - start - meanwhile
            spent[stage] = spent.get(stage, 0.0) + own

    return call


if __name__ == "__main__":
    main(sys.argv[1:])
