"""Runs the user's program as Python would, and writes down its compilations and its calls.

python start.py RUN CALLS (SCRIPT | -m MODULE) [ARGUMENT …]
"""

import contextlib
import importlib
import importlib.util
import json
import os
import sys
import time
from types import ModuleType
from typing import Any

NAME = "_jitlint_runs"
MOST_SHARE_OF_WRITING = 0.05


def start(run_file: str, calls_file: str, words: list[str]) -> None:
    """Runs a program; what it compiled is on file however it ends, and from time to time before."""
    here = os.path.dirname(os.path.abspath(__file__))
    package = _load(NAME, os.path.join(here, "__init__.py"), [here])
    if package is None:
        raise SystemExit(f"jitlint: error: {here} cannot be read")
    watcher = importlib.import_module(f"{NAME}.watcher")
    compilation = importlib.import_module(f"{NAME}.compilation")
    importing = importlib.import_module(f"{NAME}.importing")
    watched: Any = watcher.Watcher(compilation.Run(" ".join(words), os.getcwd()))
    record = Record(watched, run_file)
    watched.after = record.write_sometimes
    importing.after_jax(watched.start)
    recorder: Any = _load(f"{NAME}_calls", os.path.join(here, "../../verify/runtime/record.py"))
    try:
        recorder.record(calls_file, words)
    finally:
        watched.stop()
        record.write()


class Record:
    """The record of a run on disk, rewritten as a whole so that it is never half of one."""

    def __init__(self, watched: Any, path: str) -> None:
        self._watched = watched
        self._path = path
        self._next = 0.0
        self._process = os.getpid()

    def write_sometimes(self) -> None:
        """Writes what there is, for who looks on, and in case the process is ended from outside."""
        began = time.monotonic()
        if began > self._next:
            self._watched.settle()
            self.write()
            now = time.monotonic()
            self._next = now + (now - began) / MOST_SHARE_OF_WRITING

    def write(self) -> None:
        """Writes what there is; a forked child leaves the record to its parent."""
        if os.getpid() != self._process or not self._watched.run.jax:
            return
        with contextlib.suppress(OSError):
            with open(f"{self._path}.new", "w", encoding="utf-8") as stream:
                json.dump(self._watched.run.as_json(), stream)
            os.replace(f"{self._path}.new", self._path)


def _load(name: str, path: str, within: list[str] | None = None) -> ModuleType | None:
    """Loads a module of jitlint by its file: the user's interpreter may have none installed."""
    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=within)
    if spec is None or spec.loader is None:
        return None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        start(sys.argv[1], sys.argv[2], sys.argv[3:])
