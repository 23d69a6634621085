"""A run as the events that Chrome's and Perfetto's viewers show on a line of time."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from jitlint.runs.inside.compilation import PHASES, Compilation, Run
from jitlint.runs.rows import place

MICROSECONDS = 1e6


def trace_events(runs: Sequence[Run]) -> str:
    """Returns the JSON of all phases of all compilations, one after the other for each."""
    first = min(run.started for run in runs)
    events = [
        event
        for run in runs
        for each in run.compilations
        for event in _events(each, run.process, run.started - first)
    ]
    return json.dumps({"traceEvents": events, "displayTimeUnit": "ms"})


def _events(compilation: Compilation, process: int, after: float) -> Iterator[dict[str, Any]]:
    """JAX tells of a phase when it is over, so the first began its own time before that."""
    phases = [(name, getattr(compilation, name)) for name in PHASES]
    gone_through = [(name, phase) for name, phase in phases if phase.times]
    at = max(0.0, compilation.at - gone_through[0][1].seconds) if gone_through else 0.0
    why = {"cause": compilation.cause, "reason": compilation.reason}
    for name, phase in gone_through:
        yield {
            "name": f"{name} {compilation.function}",
            "cat": "jax" if compilation.of_jax else "program",
            "ph": "X",
            "ts": (after + at) * MICROSECONDS,
            "dur": phase.seconds * MICROSECONDS,
            "pid": process,
            "tid": 2 if compilation.nested else 1,
            "args": {**why, "called at": place(compilation.site)},
        }
        at += phase.seconds
