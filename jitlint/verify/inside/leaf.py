"""One experiment in a process of its own, forked off; what it did to the module goes with it."""

import json
import os
import select
import signal
import time
from collections.abc import Callable
from typing import Any

from .ended import NONE, rest, unwatch, watch
from .guard import Guard


def alone() -> bool:
    """Whether this process has one thread: once a backend has started its own, forking hangs."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def in_leaf(guard: Guard, work: Callable[[], dict[str, Any]], seconds: float) -> dict[str, Any]:
    """Returns what `work` returns in a fork, or under `ended` why there is nothing."""
    reading, writing = os.pipe()
    process = guard.fork()
    if not process:
        _be_leaf(work, writing)
    os.close(writing)
    end = watch(process)
    try:
        text = _read(reading, end, time.monotonic() + seconds)
        if text is None:
            guard.kill(process)
    finally:
        os.close(reading)
        unwatch(end)
    status = os.waitpid(process, 0)[1]
    if text is None:
        return {"ended": f"timeout: {seconds:.0f} s"}
    return json.loads(text) if text else {"ended": _how(status)}


def _be_leaf(work: Callable[[], dict[str, Any]], writing: int) -> None:
    status = 1
    try:
        text = json.dumps(work()).encode()
        while text:
            text = text[os.write(writing, text) :]
        status = 0
    finally:
        os._exit(status)


def _read(reading: int, end: int, deadline: float) -> bytes | None:
    """A pipe may stay open when the leaf has ended: what it has forked holds it, too."""
    text = b""
    watched = [each for each in (reading, end) if each != NONE]
    while (left := deadline - time.monotonic()) > 0:
        ready = select.select(watched, [], [], left)[0]
        if end in ready:
            return text + rest(reading)
        if ready:
            chunk = os.read(reading, 1 << 16)
            if not chunk:
                return text
            text += chunk
    return None


def _how(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"crashed: {signal.Signals(os.WTERMSIG(status)).name}"
    return f"crashed: exit status {os.waitstatus_to_exitcode(status)}"
