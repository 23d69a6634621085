"""The resources of a child, set before user code runs: memory, processor time, a temporary home."""

import os
import resource
import sys

from ..limits import LARGEST_WRITTEN_FILE_BYTES


def limit(directory: str, memory: int, seconds: float) -> None:
    """Moves the process into `directory` and bounds it; `memory` in bytes, 0 for no bound."""
    if memory:
        _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_CPU, int(seconds * (os.cpu_count() or 1)) + 2)
    _bound(resource.RLIMIT_FSIZE, LARGEST_WRITTEN_FILE_BYTES)
    _bound(resource.RLIMIT_CORE, 0)
    os.chdir(directory)
    homes = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    os.environ.update(dict.fromkeys(homes, directory))
    sys.argv[:] = ["jitlint"]


def _bound(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(what, (most, most))
