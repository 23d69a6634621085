"""Runs a command again and again, in processes that kill themselves where they change a file.

python killed.py WORD … reads lines of two numbers: a run of `jitlint WORD …` ends at the change
after so many, or in the middle of one, where a file would grow beyond so many bytes; -1 is never.
It answers each with how the run ended: an exit status, or less than 0 for a signal.
"""

import contextlib
import importlib
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

from command import environment

CHANGES = frozenset(
    f"os.{name}"
    for name in "chmod chown link mkdir remove rename rmdir setxattr symlink truncate utime".split()
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
USED = (
    "cli.check",
    "check.pipeline",
    "rewrite.recheck",
    "rewrite.diff",
    "check.api",
    "suppression.add_noqa",
)
NEVER = -1


class Killer:
    """Counts the changes that are begun, and lets none begin once there were enough."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        flags = arguments[2] if event == "open" else 0
        if event in CHANGES or (isinstance(flags, int) and flags & WRITING):
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            self._left -= 1


class Runs:
    """The runs of one command in one directory."""

    def __init__(self, command: "Popen[str]") -> None:
        self._command = command

    def is_killed(self, steps: int = NEVER, size: int = NEVER) -> bool:
        """Runs the command; returns whether it came to where it was to be killed."""
        assert self._command.stdin
        assert self._command.stdout
        self._command.stdin.write(f"{steps} {size}\n")
        self._command.stdin.flush()
        ended = int(self._command.stdout.readline())
        assert ended in (0, 1, -signal.SIGKILL, -signal.SIGXFSZ)
        return ended < 0

    def kills(self) -> Iterator[int]:
        """Kills the command before its first change, its second, and so on, while there is one."""
        steps = 0
        while self.is_killed(steps):
            yield steps
            steps += 1


@contextlib.contextmanager
def runs(folder: Path, *words: str) -> Iterator[Runs]:
    """Yields the runs of a command."""
    command = [sys.executable, __file__, *words]
    variables = environment() | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with Popen(command, cwd=folder, env=variables, stdin=PIPE, stdout=PIPE, text=True) as running:
        yield Runs(running)


def main(words: list[str]) -> None:
    for name in USED:
        importlib.import_module(f"jitlint.{name}")
    for line in sys.stdin:
        process = os.fork()
        if not process:
            _run(words, *map(int, line.split()))
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


def _run(words: list[str], steps: int, size: int) -> None:
    from jitlint import cli

    for number in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    if size >= 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    sys.addaudithook(Killer(steps))
    os._exit(cli.main(words))


if __name__ == "__main__":
    main(sys.argv[1:])
