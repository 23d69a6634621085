"""The command that runs the user's program and watches what JAX compiles: `jitlint observe`."""

import contextlib
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

from jitlint.cli.options import CLEAN, MISUSE, complain

USAGE = "usage: jitlint observe [--python PATH] (SCRIPT | -m MODULE) [ARGUMENT …]"
RECORD = ".jitlint-calls.json"


def observe(words: list[str]) -> int:
    """Runs a program with all of its arguments and returns its exit status.

    What was compiled, and why, is told at the end, and kept in `.jitlint/run-….json`. Its calls are
    written to `.jitlint-calls.json` in the current directory, where `jitlint verify` finds them.
    """
    python = sys.executable
    if words[:1] == ["--python"] and len(words) > 1:
        python, words = words[1], words[2:]
    if not words or words[0] in ("-h", "--help") or words == ["-m"]:
        print(USAGE)
        return CLEAN if words[:1] in (["-h"], ["--help"]) else MISUSE
    if words[0] != "-m" and not Path(words[0]).is_file():
        complain(f"no such file: {words[0]}")
        return MISUSE
    with tempfile.TemporaryDirectory(prefix="jitlint-", ignore_cleanup_errors=True) as directory:
        calls = Path(directory, RECORD)
        status = _run(python, words, Path(directory), calls)
        are_kept = [_keep(calls), _tell(Path(directory))]
        return status if all(are_kept) else status or MISUSE


def _run(python: str, words: list[str], records: Path, calls: Path) -> int:
    import jitlint.runs.inside as inside

    watcher = Path(inside.__file__).with_name("start.py")
    try:
        with _interrupts_left_to_the_program():
            command = [python, str(watcher), str(records), str(calls), *words]
            return _as_in_a_shell(_status(command, records))
    except OSError as error:
        complain(f"{python} cannot be run: {error.strerror}")
        return MISUSE


def _status(command: list[str], records: Path) -> int:
    from jitlint.runs import live

    if live.is_possible():
        return live.run(command, live.Summary(records))
    return subprocess.Popen(command).wait()


def _leave(number: int, frame: object) -> None:
    """Handles a signal by nothing: that is not handed down to the program, as ignoring it is."""


def _as_in_a_shell(status: int) -> int:
    return status if status >= 0 else 128 - status


@contextlib.contextmanager
def _interrupts_left_to_the_program() -> Generator[None]:
    """Goes on at Ctrl-C, which the program gets as well; one that is ignored stays so for both."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _keep(record: Path) -> bool:
    """Writes the recorded calls, if there are any, to the file that `verify` reads."""
    from jitlint.core.written import NotWritten, rewrite

    try:
        calls = record.read_bytes()
    except OSError:
        return True
    try:
        rewrite(RECORD, calls)
    except NotWritten as error:
        complain(str(error))
        return False
    return True


def _tell(records: Path) -> bool:
    """Keeps the records of the run, and prints its table; returns whether they could be kept."""
    from jitlint.core.written import NotWritten
    from jitlint.runs.one_run import together
    from jitlint.runs.record_file import keep, read_runs
    from jitlint.runs.table import show

    runs = read_runs(records)
    if not runs:  # the program did not import JAX
        return True
    try:
        show(together(runs), sys.stderr)
        print(f"recorded in {' '.join(keep(runs))}", file=sys.stderr)
    except NotWritten as error:
        complain(str(error))
        return False
    return True
