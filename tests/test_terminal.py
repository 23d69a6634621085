"""The command between a terminal, a pipe, and a user who has seen enough."""

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command import environment, jitlint, write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def test_a_reader_that_leaves_ends_it_silently(project: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "jitlint", "bad.py"]
    done = subprocess.run(command, cwd=project, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert done.stderr == b""
    assert done.returncode == 141


def test_ctrl_c_prints_one_line(project: Path) -> None:
    program = (
        "import os, signal, jitlint.cli as cli\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "cli._command = lambda options: os.kill(os.getpid(), signal.SIGINT)\n"
        "raise SystemExit(cli.main(['.']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (128 + signal.SIGINT, "jitlint: interrupted\n")


def on_a_terminal(folder: Path, *words: str, program: str = "", **settings: str) -> str:
    """Returns what the command prints when stdout and stderr are a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, *(["-c", program] if program else ["-m", "jitlint"]), *words],
        cwd=folder,
        env=environment() | {"TERM": "xterm-256color"} | settings,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    text = b""
    while chunk := _read(ours):
        text += chunk
    os.close(ours)
    process.wait()
    return text.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's answer when the other side is closed
        return b""


def test_a_terminal_gets_colour_unless_refused(project: Path) -> None:
    assert "\x1b[1;31mJIT101" in on_a_terminal(project, "bad.py")
    assert "\x1b[" not in on_a_terminal(project, "bad.py", NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal(project, "--no-color", "bad.py")
    assert "\x1b[" not in on_a_terminal(project, "bad.py", TERM="dumb")


def test_the_code_leads_to_its_page_on_a_terminal_that_shows_links(project: Path) -> None:
    page = "https://docs.example.org/rules/JIT101/"
    shown = on_a_terminal(project, "bad.py", JITLINT_DOCS_URL="https://docs.example.org")
    assert re.search(rf"\x1b\]8;[^;]*;{page}\x1b\\\x1b\[1;31mJIT101", shown)
    assert "\x1b]8;" not in on_a_terminal(project, "bad.py", TERM="linux")
    assert "\x1b]8;" not in on_a_terminal(project, "bad.py", FORCE_HYPERLINK="0")


def test_a_pipe_gets_none(project: Path) -> None:
    for words in ((".",), ("rules",), ("explain", "JIT101"), ("--help",)):
        done = jitlint(project, *words, TERM="xterm-256color")
        assert "\x1b" not in done.stdout + done.stderr


def test_long_work_shows_a_bar_on_a_terminal_and_wipes_it(project: Path) -> None:
    program = (
        "import sys, jitlint.report._progress as progress\n"
        "progress.PATIENCE = -1.0\n"
        "from jitlint.cli import main\n"
        "raise SystemExit(main(['.']))\n"
    )
    shown = on_a_terminal(project, program=program)
    assert "reading" in shown or "tracing" in shown  # it is drawn ten times a second
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
