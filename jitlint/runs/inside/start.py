"""Runs the user's program as Python would, and writes down its compilations and its calls.

python start.py RECORDS CALLS (SCRIPT | -m MODULE) [ARGUMENT …]
"""

import contextlib
import importlib
import importlib.util
import os
import sys
from types import ModuleType
from typing import Any

NAME = "_jitlint_runs"
HERE = os.path.dirname(os.path.abspath(__file__))
RUNTIME = os.path.normpath(os.path.join(HERE, "../../verify/runtime"))


def start(records: str, calls_file: str, words: list[str]) -> None:
    """Runs a program; each of its processes writes its record to the directory `records`."""
    _package(NAME, HERE)
    record: Any = importlib.import_module(f"{NAME}.processes").begin(records, " ".join(words))
    recorder: Any = _load(f"{NAME}_calls", os.path.join(RUNTIME, "record.py"))
    names: dict[str, Any] | None = None
    try:
        names = recorder.record(calls_file, words)
    except SystemExit as error:
        names = importlib.import_module(f"{NAME}.leaks").globals_of(error)
        raise
    finally:
        if names is not None:  # a crash may have left traces open
            record.look_for_leaks(_search, names)


def _search(names: list[tuple[str, Any]]) -> Any:
    _package("_jitlint_runtime", RUNTIME)
    return importlib.import_module("_jitlint_runtime.observe.find_tracers").tracer_holders(names)


def _package(name: str, directory: str) -> None:
    if name not in sys.modules:
        _load(name, os.path.join(directory, "__init__.py"), [directory])


def _load(name: str, path: str, within: list[str] | None = None) -> ModuleType:
    """Loads a module of jitlint by its file: the user's interpreter may have none installed."""
    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=within)
    if spec is None or spec.loader is None:
        raise SystemExit(f"jitlint: error: {path} cannot be read")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        start(sys.argv[1], sys.argv[2], sys.argv[3:])
