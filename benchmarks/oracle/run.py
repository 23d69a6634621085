"""Runs in the environment of the packages: programs under the monitor, and writes what was seen.

python -m benchmarks.oracle.run HOME:WATCHED… OUT SECONDS [TESTS] -- PROGRAM…
"""

import contextlib
import importlib
import json
import os
import runpy
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.oracle.monitor import Monitor, Seen


class OutOfTimeError(KeyboardInterrupt):
    """The time for a package is over; what was seen so far counts."""


def main(home: str, out: str, seconds: int, tests: Sequence[str], programs: Sequence[str]) -> None:
    """Runs programs, then test files, for so many seconds together."""
    home, *watched = home.split(os.pathsep)
    monitor = Monitor(home + os.sep, tuple(each + os.sep for each in watched))
    monitor.start()
    importlib.import_module(os.path.basename(home))
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 5)
    try:
        for program in programs:
            _run(program)
        if tests:
            _test(tests)
    except OutOfTimeError:
        print("out of time", file=sys.stderr)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        monitor.stop()
    Path(out).write_text(written(monitor), "utf-8")


def written(monitor: Monitor) -> str:
    """Returns the record: one function a line, so that two records can be compared by line."""
    functions = {
        _name(code.co_filename, code.co_qualname, code.co_firstlineno, monitor.home): _lines(seen)
        for code, seen in monitor.functions.items()
    }
    body = ",\n".join(f" {json.dumps(k)}: {_compact(functions[k])}" for k in sorted(functions))
    asked = sorted(f"{_short(path, monitor.home)}:{n} {by}" for path, n, by in monitor.asked)
    raised = sorted(f"{_short(path, monitor.home)}:{n} {by}" for path, n, by in monitor.raised)
    return (
        f'{{"functions": {{\n{body}\n}},\n"asked": {_compact(asked)},\n'
        f'"raised": {_compact(raised)}}}\n'
    )


def _lines(seen: Seen) -> list[object]:
    lines = {
        str(line): " ".join(
            f"{name}:{''.join(sorted(kinds))}" for name, kinds in sorted(names.items())
        )
        for line, names in sorted(seen.lines.items())
    }
    types = {
        str(line): {name: " ".join(sorted(found)) for name, found in sorted(names.items())}
        for line, names in sorted(seen.types.items())
        if names
    }
    return ["+".join(sorted(seen.transformations)), lines, types]


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _name(path: str, qualname: str, first: int, home: str) -> str:
    return f"{_short(path, home)}:{first}:{qualname}"


def _short(path: str, home: str) -> str:
    return path.removeprefix(home)


def _run(program: str) -> None:
    try:
        runpy.run_path(program, run_name="__main__")
    except (Exception, SystemExit) as error:
        print(f"{program}: {type(error).__name__}: {error}", file=sys.stderr)


def _test(tests: Sequence[str]) -> None:
    import pytest

    with contextlib.suppress(SystemExit):
        pytest.main(["-q", "-x", "--maxfail=1000", "-p", "no:cacheprovider", *tests])


def _stop(number: int, frame: object) -> None:
    raise OutOfTimeError


if __name__ == "__main__":
    given, programs = sys.argv[1:], list[str]()
    if "--" in given:
        programs = given[given.index("--") + 1 :]
        given = given[: given.index("--")]
    main(given[0], given[1], int(given[2]), given[3:], programs)
