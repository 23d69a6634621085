"""One experiment in a process of its own, forked off; what it did to the module goes with it."""

import marshal
import os
import select
import time
from collections.abc import Callable
from typing import Any

from ..limits import PIPE_CHUNK_BYTES
from .channel import IMPROPER, ImproperError, Receiver, Sender, new_key
from .guard import Guard
from .process_exit import NONE, crash_of, exit_after, rest, unwatch, watch


def alone() -> bool:
    """Whether this process has one thread: once a backend has started its own, forking hangs."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def in_fork(guard: Guard, work: Callable[[], dict[str, Any]], seconds: float) -> dict[str, Any]:
    """Returns what `work` returns in a fork, or under `ended` why there is nothing.

    The pipe and the key are made for this one fork: what it says is about nothing else.
    """
    key = new_key()
    reading, writing = os.pipe()
    process = guard.fork()
    if not process:
        exit_after(lambda: Sender(writing, key).send(marshal.dumps(work())))
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
        return {"ended": crash_of(os.waitpid(process, 0)[1]) or IMPROPER}
    if guard.kill(process):
        os.waitpid(process, 0)
    return message


def _read(reading: int, end: int, receiver: Receiver, seconds: float) -> dict[str, Any] | None:
    """Returns the one message, or None when the fork has ended without it.

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
