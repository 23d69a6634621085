"""Lints once and prints the cost of each stage: `python -m benchmarks.stages.sample WORD…`.

A timer looks every few milliseconds of CPU at what Python is doing, and lays the time since its
last look to the account of the innermost stage there. So no function is slowed down or
replaced, and a stage is what its package is called.
"""

import contextlib
import json
import os
import signal
import sys
import time
from collections import defaultdict
from types import FrameType

INTERVAL = 0.002  # seconds of CPU
STAGES = ("report", "rules", "frontend", "interpreter", "project")
"""The packages that are stages: of two at once that counts which is named first."""

_PATHS = {
    "report": ("report/", "suppression/", "rewrite/", "check/locate", "frontend/locations"),
    "rules": ("rules/", "facts/"),
    "frontend": ("frontend/", "cache/"),
    "interpreter": ("interpreter/",),
    "project": ("project/", "models/"),
}


def main(words: list[str]) -> None:
    """Runs the command with these words, and prints its stages' CPU seconds as JSON."""
    import jitlint

    home = os.path.dirname(os.path.abspath(jitlint.__file__)) + os.sep
    spent = defaultdict[str, float](float)
    last = 0.0

    def look(signum: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        spent[_stage(frame, home)] += now - last
        last = now

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    _run(words)
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(json.dumps(spent), file=sys.stderr)


def _run(words: list[str]) -> None:
    from jitlint.cli import main

    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        main(["--exit-zero", "-q", *words])


def _stage(frame: FrameType | None, home: str) -> str:
    """Returns the stage that a stack is in; `start` is what imports and reads options."""
    here: set[str] = set()
    while frame:
        path = frame.f_code.co_filename
        if path.startswith(home):
            here.add(path[len(home) :])
        frame = frame.f_back
    for stage in STAGES:
        if any(path.startswith(_PATHS[stage]) for path in here):
            return stage
    return "start"


if __name__ == "__main__":
    main(sys.argv[1:])
