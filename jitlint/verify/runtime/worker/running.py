"""A child while it runs: how it is started, what it has said, how it came to its end."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Any

from ..limits import EXIT_POLL_SECONDS, EXIT_SECONDS, HIGHEST_DESCRIPTOR, PIPE_CHUNK_BYTES
from ..process.channel import Receiver, new_key, write_all
from ..process.process_exit import crash_of, exit_after, rest
from . import child

MODULE = "module"


@dataclass(slots=True)
class Running:
    """A child by its process, the descriptor on which it answers, and its directory."""

    module: int
    process: int
    reading: int
    directory: str
    seconds: float
    deadline: float
    receiver: Receiver

    def read(self) -> list[bytes] | None:
        """Returns the messages that have come; None when the child has closed its end.

        Raises ImproperError where user code has written to the descriptor, too.
        """
        chunk = os.read(self.reading, PIPE_CHUNK_BYTES)
        return self.receiver.take(chunk) if chunk else None

    def read_rest(self) -> list[bytes]:
        """Returns the messages of a child that has ended."""
        return self.receiver.take(rest(self.reading))

    def end(self, because: str = "") -> str:
        """Ends the child with all of its group, and returns why: as it ended, or `because`."""
        status = None if because else _own_end(self.process)
        _kill_group(self.process)
        if status is None:
            kill(self.process)
            os.waitpid(self.process, 0)
        os.close(self.reading)
        shutil.rmtree(self.directory, ignore_errors=True)
        if status is None:
            return because or "crashed: it closed the descriptor for answers"
        return crash_of(status) or "done"


def forked(request: dict[str, Any]) -> Running:
    """Forks a child, which closes all descriptors but that on which it answers."""
    directory = tempfile.mkdtemp(dir=str(request["temporary"]))
    key = new_key()
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        exit_after(lambda: _be_child(request | {"key": key.hex()}, directory, writing))
    os.close(writing)
    return _running(request, process, reading, directory, key)


def spawned(request: dict[str, Any]) -> Running:
    """Starts a child that imports JAX anew: slower, but it needs no fork."""
    directory = tempfile.mkdtemp(dir=str(request["temporary"]))
    key = new_key()
    start = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "start.py")
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, start, directory, "child"],
        stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, bufsize=0, start_new_session=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(BrokenPipeError), process.stdin as stdin:
        write_all(stdin.fileno(), json.dumps(request | {"key": key.hex()}).encode())
    process.returncode = 0  # it is waited for here, not by the object
    reading = os.dup(process.stdout.fileno())
    return _running(request, process.pid, reading, directory, key)


def kill(process: int) -> None:
    """Kills a process, if it is still there."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(process, signal.SIGKILL)


def _running(
    request: dict[str, Any], process: int, reading: int, directory: str, key: bytes
) -> Running:
    seconds = float(request["timeout"])
    deadline = time.monotonic() + seconds
    module, receiver = request[MODULE], Receiver(key)
    return Running(module, process, reading, directory, seconds, deadline, receiver)


def _be_child(request: dict[str, Any], directory: str, writing: int) -> None:
    os.setsid()
    _close_all_but(writing)
    child.answer(request, directory, writing)


def _close_all_but(writing: int) -> None:
    """The standard streams lead nowhere, and what the zygote has open is not for user code."""
    os.closerange(3, writing)
    os.closerange(writing + 1, HIGHEST_DESCRIPTOR)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _own_end(process: int) -> int | None:
    """Returns the status of a process that is about to exit; None when it does not."""
    deadline = time.monotonic() + EXIT_SECONDS
    while time.monotonic() < deadline:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return status
        time.sleep(EXIT_POLL_SECONDS)
    return None


def _kill_group(process: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process, signal.SIGKILL)
