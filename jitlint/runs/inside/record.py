"""The record of one process on disk, rewritten as a whole so that it is never half of one."""

import atexit
import contextlib
import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .leaks import Search
    from .waits import WaitCounter
    from .watcher import Watcher

MOST_SHARE_OF_WRITING = 0.05


class RunRecord:
    """What a process compiles; it is on file however it ends, and soon after each compilation."""

    def __init__(self, directory: str, program: str) -> None:
        self._directory = directory
        self._program = program
        self._watcher: Watcher | None = None
        self._waits: WaitCounter | None = None
        self._next = 0.0
        self._path = self._new_path()

    def start(self) -> None:
        """Begins to watch; JAX has been imported."""
        from .compilation import Run
        from .waits import WaitCounter
        from .watcher import Watcher

        program = self._program or " ".join(sys.argv)
        run = Run(program, os.getcwd(), os.path.basename(self._directory))
        self._watcher = Watcher(run)
        self._watcher.after = self._write_sometimes
        self._watcher.start()
        self._waits = WaitCounter()
        with contextlib.suppress(ImportError, AttributeError):  # of a later JAX
            self._waits.start()
        atexit.register(self.end)

    def begin_anew(self) -> None:
        """Begins another record: this is a child that was forked."""
        self._next = 0.0
        self._path = self._new_path()
        if self._watcher is not None and self._waits is not None:
            self._watcher.begin_anew()
            self._waits.reset()

    def look_for_leaks(self, search: "Search", names: dict[str, Any]) -> None:
        """Notes the tracers that a program with these globals holds: it has come to its end."""
        from .leaks import leaks

        if self._watcher is not None:
            with contextlib.suppress(Exception):
                self._watcher.run.leaks = leaks(search, names)

    def end(self) -> None:
        """Writes the final record."""
        if self._watcher is not None and self._waits is not None:
            self._watcher.stop()
            self._waits.stop()
            self._write(self._watcher)

    def _write_sometimes(self) -> None:
        """Writes what there is, for who looks on, and in case the process is ended from outside."""
        began = time.monotonic()
        if self._watcher is not None and began > self._next:
            self._watcher.settle()
            self._write(self._watcher)
            now = time.monotonic()
            self._next = now + (now - began) / MOST_SHARE_OF_WRITING

    def _write(self, watcher: "Watcher") -> None:
        if self._waits is not None:
            watcher.run.waits = self._waits.waits()
        with contextlib.suppress(OSError):
            with open(f"{self._path}.new", "w", encoding="utf-8") as stream:
                json.dump(watcher.run.as_json(), stream)
            os.replace(f"{self._path}.new", self._path)

    def _new_path(self) -> str:
        return os.path.join(self._directory, f"{os.getpid()}-{time.time_ns()}.json")
