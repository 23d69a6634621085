"""Detects the end of a process, even if one that it has left behind holds its pipe open."""

import contextlib
import os
import signal
from collections.abc import Callable
from typing import NoReturn

from ..limits import LARGEST_PIPE_BYTES

NONE = -1


def watch(process: int) -> int:
    """Returns a descriptor that can be read once the process has ended, or -1 without such."""
    try:
        return os.pidfd_open(process)
    except (AttributeError, OSError):
        return NONE


def unwatch(descriptor: int) -> None:
    """Closes what `watch` has returned."""
    if descriptor != NONE:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def crash_of(status: int) -> str:
    """Returns how a process has crashed that ended with this status; empty if it did not."""
    if os.WIFSIGNALED(status):
        return f"crashed: {signal.Signals(os.WTERMSIG(status)).name}"
    code = os.waitstatus_to_exitcode(status)
    return f"crashed: exit status {code}" if code else ""


def exit_after(work: Callable[[], object]) -> NoReturn:
    """Does the work and ends the process: nothing that user code has left behind runs then."""
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def rest(reading: int) -> bytes:
    """Returns the bytes that are in the pipe of a process that has ended."""
    os.set_blocking(reading, False)
    with contextlib.suppress(BlockingIOError):
        return os.read(reading, LARGEST_PIPE_BYTES)
    return b""
