"""Python runs this at the start of each process of a watched run; the user's own comes after it."""

import contextlib
import importlib.util
import os
import sys


def _watch() -> None:
    """Watches the process; jitlint need not be installed in its interpreter."""
    inside = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    spec = importlib.util.spec_from_file_location(
        "_jitlint_runs", os.path.join(inside, "__init__.py"), submodule_search_locations=[inside]
    )
    if spec is not None and spec.loader is not None and "_jitlint_runs" not in sys.modules:
        module = sys.modules["_jitlint_runs"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        importlib.import_module("_jitlint_runs.processes").join()


def _go_on() -> None:
    """Runs the next module of this name, as Python would without this one."""
    here, this = os.path.dirname(os.path.abspath(__file__)), sys.modules.pop(__name__)
    sys.path[:] = [each for each in sys.path if os.path.abspath(each or os.curdir) != here]
    importlib.invalidate_caches()
    try:
        importlib.import_module(__name__)
    finally:
        sys.modules.setdefault(__name__, this)


with contextlib.suppress(Exception):
    _watch()
_go_on()
