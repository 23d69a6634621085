"""The process that has imported JAX and nothing else: it forks a child for each module."""

import contextlib
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from . import child
from .userjax import jax


def serve(replies: int) -> None:
    """Answers the requests on standard input until it closes."""
    _say(replies, {"jax": jax.__version__, "python": sys.version.split()[0]})
    for request in _requests():
        directory = tempfile.mkdtemp(dir=str(request["temporary"]))
        _say(replies, {"ended": _attend(request, directory, replies)})
        shutil.rmtree(directory, ignore_errors=True)


def _requests() -> Iterator[dict[str, Any]]:
    unread = b""
    while chunk := os.read(0, 1 << 16):
        *lines, unread = (unread + chunk).split(b"\n")
        yield from map(json.loads, lines)


def _attend(request: dict[str, Any], directory: str, replies: int) -> str:
    """Forks a child, passes on what it says, and returns how it ended."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        os.close(replies)
        _be_child(request, directory, writing)
    os.close(writing)
    try:
        in_time = _pass_on(reading, replies, time.monotonic() + request["timeout"])
    finally:
        os.close(reading)
        _end(process)
    status = os.waitpid(process, 0)[1]
    return _how(status) if in_time else f"timeout: {request['timeout']:.0f} s"


def _be_child(request: dict[str, Any], directory: str, writing: int) -> None:
    status = 1
    try:
        os.setsid()
        _close_standard_streams()
        child.answer(request, directory, writing)
        status = 0
    finally:
        os._exit(status)


def _close_standard_streams() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _pass_on(reading: int, replies: int, deadline: float) -> bool:
    """Copies whole lines until the child closes its end; False when the time is up."""
    unread = b""
    while (left := deadline - time.monotonic()) > 0:
        ready = select.select([reading, 0], [], [], left)[0]
        if 0 in ready:
            return False
        if reading in ready:
            chunk = os.read(reading, 1 << 16)
            if not chunk:
                return True
            *lines, unread = (unread + chunk).split(b"\n")
            for line in lines:
                os.write(replies, line + b"\n")
    return False


def _end(process: int) -> None:
    """Kills the child's group, and the child itself in case it had none yet."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(process, signal.SIGKILL)


def _how(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"crashed: {signal.Signals(os.WTERMSIG(status)).name}"
    code = os.waitstatus_to_exitcode(status)
    return f"crashed: exit status {code}" if code else "done"


def _say(replies: int, message: dict[str, Any]) -> None:
    os.write(replies, json.dumps(message).encode() + b"\n")
