"""The line that tells of a run while it goes on, below what the program writes to the terminal."""

import contextlib
import os
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

if sys.platform != "win32":
    import pty
    import termios

from rich.console import Console
from rich.control import Control
from rich.segment import ControlType
from rich.text import Text

from jitlint.runs.inside.compilation import Run, compiled
from jitlint.runs.one_run import together
from jitlint.runs.record_file import RECORDS, NoRecordError, read_run
from jitlint.runs.rows import place, seconds

SECONDS_BETWEEN = 0.25
MOST_BYTES = 65536
CLEAR = Control(ControlType.CARRIAGE_RETURN, (ControlType.ERASE_IN_LINE, 2))
STDOUT, STDERR = 1, 2


def is_possible() -> bool:
    """Returns whether stderr is a terminal on which a line can be drawn and taken back."""
    return sys.platform != "win32" and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def run(command: list[str], line: Callable[[], str]) -> int:
    """Runs a program on a terminal of its own, and returns its exit status.

    What it writes there is passed on as it is. Whenever that ends with a newline, the line stands
    below it, and is gone before the next byte and at the end. Raises OSError.
    """
    ours, theirs = pty.openpty()
    _pass_through(theirs)
    try:
        stdout = theirs if os.isatty(STDOUT) else None
        program = subprocess.Popen(command, stdout=stdout, stderr=theirs)
        shown = _Shown(ours, line)
        while program.poll() is None:
            shown.step(SECONDS_BETWEEN)
        while shown.step(0):
            pass
        shown.clear()
        return program.returncode
    finally:
        os.close(ours)
        os.close(theirs)


class Summary:
    """What the processes of a run have compiled, in one line; a new record is read again."""

    def __init__(self, records: Path) -> None:
        self._records = records
        self._known: dict[Path, tuple[int, Run]] = {}

    def __call__(self) -> str:
        """Returns the line, and nothing before JAX compiles."""
        for path in self._records.glob(RECORDS):
            with contextlib.suppress(OSError, NoRecordError):
                written = path.stat().st_mtime_ns
                if self._known.get(path, (0,))[0] != written:
                    self._known[path] = written, read_run(str(path))
        runs = [run for _, run in self._known.values()]
        return _summary(together(runs)) if runs else ""


class _Shown:
    """The user's terminal: what the program writes, and the line below."""

    def __init__(self, ours: int, line: Callable[[], str]) -> None:
        self._ours = ours
        self._line = line
        self._console = Console(stderr=True, highlight=False)
        self._size = (0, 0)
        self._at_newline = True
        self._is_drawn = False

    def step(self, seconds: float) -> bool:
        """Passes on what comes within so many seconds, or draws; returns whether all is read."""
        self._resize()
        written = self._read(seconds)
        if written:
            self.clear()
            _write(written)
            self._at_newline = written.endswith(b"\n")
        elif self._at_newline and seconds:
            self._draw()
        return bool(written)

    def clear(self) -> None:
        """Takes the line back."""
        if self._is_drawn:
            self._console.control(CLEAR)
            self._is_drawn = False

    def _draw(self) -> None:
        text = Text(self._line(), "dim")
        if text:
            text.truncate(self._console.width - 1, overflow="ellipsis")
            self.clear()
            self._console.print(text, end="", no_wrap=True)
            self._is_drawn = True

    def _read(self, seconds: float) -> bytes:
        is_ready = select.select([self._ours], [], [], seconds)[0]
        return os.read(self._ours, MOST_BYTES) if is_ready else b""

    def _resize(self) -> None:
        """The program's terminal is as large as the user's, at any time."""
        size = os.get_terminal_size(STDERR)
        if size != self._size:
            self._size = size
            termios.tcsetwinsize(self._ours, (size.lines, size.columns))


def _summary(run: Run) -> str:
    users = [each for each in run.compilations if not each.of_jax]
    if not users:
        return ""
    last = users[-1]
    spent = seconds(run.compilations)
    last_one = f"last {last.function} at {place(last.site)}: {last.reason}"
    where = f" in {run.processes} processes" if run.processes > 1 else ""
    return f"jitlint: {compiled(users)} compiled{where}, {spent:.1f} s; {last_one}"


def _pass_through(terminal: int) -> None:
    """Leaves line ends to the user's terminal, which would make two of one otherwise."""
    attributes = termios.tcgetattr(terminal)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)


def _write(written: bytes) -> None:
    while written:
        written = written[os.write(STDERR, written) :]
