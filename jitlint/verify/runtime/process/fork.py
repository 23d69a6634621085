"""One experiment in a process of its own, forked off; what it did to the module goes with it."""

import marshal
import os
import select
import signal
import time
from collections.abc import Callable
from typing import Any

from ..limits import PIPE_CHUNK_BYTES
from .channel import IMPROPER, ImproperError, Receiver, Sender, new_key
from .guard import Guard
from .process_exit import NONE, rest, unwatch, watch


def alone() -> bool:
    """Whether this process has one thread: once a backend has started its own, forking hangs."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def in_leaf(guard: Guard, work: Callable[[], dict[str, Any]], seconds: float) -> dict[str, Any]:
    """Returns what `work` returns in a fork, or under `ended` why there is nothing.

    The pipe and the key are made for this one fork: what it says is about nothing else.
    """
    key = new_key()
    reading, writing = os.pipe()
    process = guard.fork()
    if not process:
        _be_leaf(work, Sender(writing, key))
    os.close(writing)
    end = watch(process)
    try:
        message = _read(reading, end, Receiver(key), seconds)
    except ImproperError:
        message = {"ended": IMPROPER}
    finally:
        os.close(reading)
        unwatch(end)
    if message is None:
        return {"ended": _how(os.waitpid(process, 0)[1])}
    if guard.kill(process):
        os.waitpid(process, 0)
    return message


def _be_leaf(work: Callable[[], dict[str, Any]], sender: Sender) -> None:
    """Does the work, says what came of it, and ends: nothing that user code has left runs."""
    status = 1
    try:
        sender.send(marshal.dumps(work()))
        status = 0
    finally:
        os._exit(status)


def _read(reading: int, end: int, receiver: Receiver, seconds: float) -> dict[str, Any] | None:
    """Returns the one message, or None when the leaf has ended without.

    The pipe may stay open when it has: what it has forked holds it, too.
    """
    deadline = time.monotonic() + seconds
    watched = [each for each in (reading, end) if each != NONE]
    while (left := deadline - time.monotonic()) > 0:
        ready = select.select(watched, [], [], left)[0]
        if not ready:
            continue
        chunk = rest(reading) if end in ready else os.read(reading, PIPE_CHUNK_BYTES)
        for message in receiver.take(chunk):
            return marshal.loads(message)
        if end in ready or not chunk:
            return None
    return {"ended": f"timeout: {seconds:.0f} s"}


def _how(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"crashed: {signal.Signals(os.WTERMSIG(status)).name}"
    code = os.waitstatus_to_exitcode(status)
    return f"crashed: exit status {code}" if code else IMPROPER
