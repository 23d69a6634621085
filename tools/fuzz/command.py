"""The command, run on a directory: as a process of its own, or as a fork that need not start."""

import gc
import importlib
import json
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

import jitlint

Hook = Callable[[], None]

SECONDS = 120
"""The processor time that one run may take; it may wait for four times as long."""
MEMORY = 4 << 30
APART = ("jitlint.__main__", "jitlint.verify", "jitlint.server", "jitlint.cli.serve")
TWO_READ = """
from jitlint.frontend import parallel
assert parallel.ENOUGH and parallel.LEAST
parallel.ENOUGH = parallel.LEAST = 0
from jitlint.__main__ import run
raise SystemExit(run())
"""
"""A command that lets two processes read, however little there is to be read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one run; `status` is negative where a signal ended it."""

    words: tuple[str, ...]
    status: int
    stdout: str
    stderr: str

    @property
    def findings(self) -> list[dict[str, Any]] | None:
        """The findings of a report in JSON, or None where it is none."""
        try:
            return json.loads(self.stdout)
        except ValueError:
            return None

    @property
    def end(self) -> str:
        """The end of the run, in words."""
        if self.status >= 0:
            return f"exit status {self.status}"
        return f"ended by {signal.Signals(-self.status).name}"


@dataclass(frozen=True, slots=True)
class Started:
    """A fork that runs the command, and the files that hold what it says."""

    words: tuple[str, ...]
    child: int
    files: tuple[IO[bytes], IO[bytes]]

    def ended(self) -> Outcome:
        """Waits for its end, and returns what it came to."""
        _, status = os.waitpid(self.child, 0)
        texts = [_read(file) for file in self.files]
        return Outcome(self.words, os.waitstatus_to_exitcode(status), *texts)


def warm_up() -> None:
    """Imports what the command does, so that no fork need to."""
    for module in pkgutil.walk_packages(jitlint.__path__, "jitlint."):
        if not module.name.startswith(APART):
            importlib.import_module(module.name)


def start_worker() -> None:
    """Makes a process ready to fork commands, and leaves interrupts to the one that waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up()
    gc.collect()
    gc.freeze()  # what is shared with the forks stays so


def start(
    words: Sequence[str], directory: Path, before: Hook = lambda: None, seconds: int = SECONDS
) -> Started:
    """Starts the command in a fork, which calls `before` first."""
    files = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 -- `ended` closes
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        for number, file in enumerate(files, 1):
            os.dup2(file.fileno(), number)
        _run_and_exit(words, directory, before, seconds)
    return Started(tuple(words), child, files)


def forked(
    words: Sequence[str], directory: Path, before: Hook = lambda: None, seconds: int = SECONDS
) -> Outcome:
    """Runs the command in a fork, which calls `before` first."""
    return start(words, directory, before, seconds).ended()


def process(
    words: Sequence[str], directory: Path, seed: int, program: Sequence[str] = ("-m", "jitlint")
) -> Outcome:
    """Runs the command as users do; `seed` is that of Python's hashes."""
    done = subprocess.run(
        [sys.executable, *program, *words],
        cwd=directory,
        env=environment({"PYTHONHASHSEED": str(seed)}),
        capture_output=True,
        preexec_fn=_limit,
        check=False,
    )
    out, err = (data.decode(errors="replace") for data in (done.stdout, done.stderr))
    return Outcome(tuple(words), done.returncode, out, err)


def two_read(words: Sequence[str], directory: Path, seed: int) -> Outcome:
    """Runs the command as a process in which two others read."""
    return process(["-j", "2", *words], directory, seed, ("-c", TWO_READ))


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """Returns the environment without what changes how reports look."""
    ruled = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in ruled}
    return {**kept, "TERM": "dumb", **more}


def _limit(seconds: int = SECONDS) -> None:
    """Ends a run that computes, waits or grows for ever."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(4 * seconds)


def _run_and_exit(words: Sequence[str], directory: Path, before: Hook, seconds: int) -> NoReturn:
    status = 1
    try:
        _limit(seconds)
        os.chdir(directory)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        sys.argv = ["jitlint", *words]
        os.environ["TERM"] = "dumb"
        from jitlint.__main__ import run

        before()
        status = run()
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(status)


def _read(file: IO[bytes]) -> str:
    with file:
        file.seek(0)
        return file.read().decode(errors="replace")
