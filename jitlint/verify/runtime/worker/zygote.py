"""The process that has imported JAX and nothing else: it forks a child for each request."""

import json
import os
import select
import shutil
import sys
import time
from collections.abc import Callable
from typing import Any

from ..limits import PIPE_CHUNK_BYTES
from ..process.channel import IMPROPER, ImproperError, write_all
from ..process.prctl import CHILD_SUBREAPER, DUMPABLE, prctl
from ..process.process_exit import NONE, unwatch, watch
from ..program.userjax import jax
from .running import MODULE, Running, forked, kill, spawned


def serve(replies: int, temporary: str, can_fork: bool) -> None:
    """Answers the requests on standard input until it closes; then nothing is left behind.

    Where a plugin of JAX's, or of Python's, has started threads, no child can be forked. No
    process that the user may start can look into this one, or into its children.
    """
    prctl(DUMPABLE, 0)
    server = _Server(replies, forked if can_fork else spawned)
    _send(replies, {"jax": jax.__version__, "python": sys.version.split()[0]})
    try:
        prctl(CHILD_SUBREAPER, 1)  # what a child leaves behind comes to this process
        server.run()
    except BrokenPipeError:
        pass
    finally:
        server.end_all()
        shutil.rmtree(temporary, ignore_errors=True)


class _Server:
    """The children that are running, by the descriptors on which they answer.

    What tells of their end comes with them: a pipe stays open as long as any process that a
    child has left behind holds it.
    """

    def __init__(self, replies: int, start: Callable[[dict[str, Any]], Running]) -> None:
        self._replies = replies
        self._start_child = start
        self._children: dict[int, Running] = {}
        self._ends: dict[int, int] = {}
        self._unread = b""

    def run(self) -> None:
        """Returns when standard input is at its end."""
        while True:
            watched = [0, *self._children, *self._ends]
            ready = select.select(watched, [], [], self._patience())[0]
            if 0 in ready and not self._take_requests():
                return
            for reading in ready:
                if reading in self._children:
                    self._pass_on(reading)
            for reading in [self._ends[end] for end in ready if end in self._ends]:
                self._pass_on(reading, is_last=True)
            now = time.monotonic()
            for child in [each for each in self._children.values() if each.deadline <= now]:
                self._end(child.reading, f"timeout: {child.seconds:.0f} s")

    def end_all(self) -> None:
        """Ends all children, and removes what they have written."""
        for child in self._children.values():
            child.end("interrupted")
        _end_orphans(set())

    def _patience(self) -> float | None:
        deadlines = [child.deadline for child in self._children.values()]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _take_requests(self) -> bool:
        chunk = os.read(0, PIPE_CHUNK_BYTES)
        *lines, self._unread = (self._unread + chunk).split(b"\n")
        for line in lines:
            self._start(json.loads(line))
        return bool(chunk)

    def _start(self, request: dict[str, Any]) -> None:
        """A system without room for a process, or for its directory, may have some later."""
        try:
            child = self._start_child(request)
        except OSError as error:
            _send(self._replies, {MODULE: request[MODULE], "ended": f"internal: {error}"})
            return
        self._children[child.reading] = child
        if (end := watch(child.process)) != NONE:
            self._ends[end] = child.reading

    def _pass_on(self, reading: int, is_last: bool = False) -> None:
        """Passes on the messages of a child, and ends it where those are all."""
        child = self._children[reading]
        try:
            messages = child.read_rest() if is_last else child.read()
        except ImproperError:
            self._end(reading, IMPROPER)
            return
        for message in messages or ():
            text = message.decode("ascii", "replace")
            _send(self._replies, {MODULE: child.module, "message": text})
        if is_last or messages is None:
            self._end(reading)

    def _end(self, reading: int, because: str = "") -> None:
        child = self._children.pop(reading)
        for end in [end for end, of in self._ends.items() if of == reading]:
            del self._ends[end]
            unwatch(end)
        how = child.end(because)
        _end_orphans({each.process for each in self._children.values()})
        _send(self._replies, {MODULE: child.module, "ended": how})


def _end_orphans(known: set[int]) -> None:
    """Kills the processes that have come to this one when their parents ended."""
    while True:
        orphans = _children() - known
        for process in orphans:
            kill(process)
            os.waitpid(process, 0)
        if not orphans:
            return


def _children() -> set[int]:
    try:
        with open(f"/proc/self/task/{os.getpid()}/children") as file:
            return set(map(int, file.read().split()))
    except OSError:
        return set()


def _send(replies: int, message: dict[str, Any]) -> None:
    write_all(replies, json.dumps(message).encode() + b"\n")
