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


def start(records: str, calls_file: str, words: list[str]) -> None:
    """Runs a program; each of its processes writes its record to the directory `records`."""
    here = os.path.dirname(os.path.abspath(__file__))
    package = _load(NAME, os.path.join(here, "__init__.py"), [here])
    if package is None:
        raise SystemExit(f"jitlint: error: {here} cannot be read")
    importlib.import_module(f"{NAME}.processes").begin(records, " ".join(words))
    recorder: Any = _load(f"{NAME}_calls", os.path.join(here, "../../verify/runtime/record.py"))
    recorder.record(calls_file, words)


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
