"""The processes of a run: the program's own, and those that it starts or forks."""

import os
import sys
from typing import Any

from .importing import after_jax
from .record import RunRecord

RECORDS = "JITLINT_RECORDS"
SITE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "site")


def begin(directory: str, program: str) -> RunRecord:
    """Watches this process, and by its environment those that it will start with Python."""
    os.environ[RECORDS] = directory
    above = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = f"{SITE}{os.pathsep}{above}" if above else SITE
    record = RunRecord(directory, program)
    _watch(record)
    return record


def join() -> None:
    """Watches this process, if the one that started it is watched."""
    directory = os.environ.get(RECORDS)
    if directory and os.path.isdir(directory):
        _watch(RunRecord(directory, ""))


def _watch(record: RunRecord) -> None:
    after_jax(record.start)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: _forked(record))


def _forked(record: RunRecord) -> None:
    """A child of `multiprocessing` ends without `atexit`, and forgets its finalizers at first."""
    record.begin_anew()
    util: Any = sys.modules.get("multiprocessing.util")
    if util is not None:

        def finish(forked: RunRecord) -> None:
            util.Finalize(None, forked.end, exitpriority=0)

        util.register_after_fork(record, finish)
