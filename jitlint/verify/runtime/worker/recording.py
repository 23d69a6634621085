"""Runs a program of the user's, or a file of tests, and replies with the calls that JAX traced."""

import contextlib
import importlib
import json
import os
import runpy
import sys
from typing import Any

from ..process.channel import Sender
from ..process.guard import Guard
from ..record import Recorder, watch

# The project's own options may want plugins that start processes.
OPTIONS = ("-q", "-p", "no:cacheprovider", "-o", "addopts=")


def record(request: dict[str, Any], directory: str, sender: Sender) -> None:
    """Runs what the request names in the user's directory; user code may raise anything."""
    Guard(directory).set()
    path, cwd = str(request["file"]), str(request["cwd"])
    searched = [*request["searched"], os.path.dirname(path)]
    sys.path[:] = [*searched, *(each for each in sys.path if each not in searched), cwd]
    os.chdir(cwd)
    stop = watch(Recorder(cwd, lambda spec: sender.send(json.dumps(spec).encode())))
    try:
        with contextlib.suppress(BaseException):
            _run(path)
    finally:
        stop()


def _run(path: str) -> None:
    """Tests without pytest are a program that defines them."""
    if is_test(path):
        with contextlib.suppress(ImportError):
            importlib.import_module("pytest").main([*OPTIONS, path])
            return
    sys.argv[:] = [path]
    runpy.run_path(path, run_name="__main__")


def is_test(path: str) -> bool:
    """Whether pytest would look for tests in a file of this name."""
    name = os.path.basename(path)
    return name.startswith("test_") or name.endswith("_test.py")
