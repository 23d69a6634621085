"""A line tells of the run on a real terminal, and leaves the program's output as it is."""

import os
import pty
import re
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = """
import os, signal, sys
import jax, numpy as np

@jax.jit
def step(x):
    return 2 * x

assert sys.stdout.isatty() and sys.stderr.isatty()
step(np.ones(32, "float32"))
print("one", os.get_terminal_size(1).columns, flush=True)
step(np.ones(17, "float32"))
print("two", end="", flush=True)
sys.stdin.readline()
print("\\nthree", flush=True)
match sys.argv[1]:
    case "crash":
        raise RuntimeError("boom")
    case "wait":
        signal.pause()
sys.exit(3)
"""
LOG_IN = """
import os, signal, sys
os.login_tty(0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
CLEARED = "\r\x1b[2K"
STATUS = {"end": 3, "crash": 1, "wait": 128 + signal.SIGINT}


class Terminal:
    """A program on a terminal, and all that it has shown there."""

    def __init__(self, directory: Path, word: str, columns: int = 100) -> None:
        (directory / "train.py").write_text(PROGRAM, "utf-8")
        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (30, columns))
        self.program = subprocess.Popen(
            [sys.executable, "-c", LOG_IN, "-m", "jitlint", "observe", "train.py", word],
            cwd=directory,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": ""},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        self.shown = ""

    def read_until(self, is_there: Callable[[str], bool]) -> None:
        while not is_there(self.shown):
            self.shown += os.read(self._ours, 65536).decode()

    def write(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def rest(self) -> str:
        """Returns all that was shown until the end."""
        while True:
            try:
                self.shown += os.read(self._ours, 65536).decode()
            except OSError:  # Linux's answer when the other side is closed
                os.close(self._ours)
                self.program.wait()
                return self.shown


def seen(shown: str) -> str:
    """Returns what stays on the screen of lines that are taken back."""
    without = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    return re.sub(rf"[^\n]*{re.escape(CLEARED)}", "", without)


@pytest.mark.slow
@pytest.mark.parametrize("ending", STATUS)
def test_the_line_stands_below_the_output_and_is_gone_at_the_end(
    ending: str, tmp_path: Path
) -> None:
    terminal = Terminal(tmp_path, ending)
    terminal.read_until(lambda shown: "two" in shown)
    terminal.write("go on\n")
    terminal.read_until(lambda shown: "jitlint: 2 compiled" in shown.partition("three")[2])
    if ending == "wait":
        terminal.write("\x03")
    shown = terminal.rest()
    assert terminal.program.returncode == STATUS[ending]
    left = seen(shown)
    assert left.startswith("one 100\r\ntwogo on\r\n\r\nthree\r\n"), left
    assert "jitlint: 2 compiled" not in left
    assert ("RuntimeError: boom" in left) == (ending == "crash")
    assert re.search(r"step +train.py:10", left)
    assert re.search(r"step +train.py:12", left)
