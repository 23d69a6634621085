"""The fingerprint of this jitlint: another one cannot use its cache entries."""

import os
import sys
from collections.abc import Iterator

from jitlint import __version__
from jitlint.cache.entries import CachedValues
from jitlint.cache.file_stamps import digest
from jitlint.cache.store import CacheStore
from jitlint.core.limits import CACHED_FINGERPRINTS

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SUFFIXES = (".py", ".pyi", ".toml")
KIND = "installed"


def fingerprint(cache: CacheStore, part: str = "") -> str:
    """Returns the digest of the code of jitlint, or of a part of it, and of this Python.

    The code is read once, and then only when the times of its files change.
    """
    files = sorted(_files(os.path.join(PACKAGE, part)))
    stamps = [f"{path}:{size}:{changed}" for path, size, changed in files]
    name = digest("\n".join([sys.version, __version__, *stamps]).encode()).hex()
    entries = CachedValues(cache, KIND, str, CACHED_FINGERPRINTS)
    found = entries.find(name)
    if found is None:
        found = _content([path for path, _, _ in files])
        entries.keep(name, found)
        entries.close()
    return found


def _content(paths: list[str]) -> str:
    parts = [sys.version.encode(), __version__.encode()]
    for path in paths:
        with open(path, "rb") as file:
            parts += [os.path.relpath(path, PACKAGE).encode(), digest(file.read())]
    return digest(b"\0".join(parts)).hex()


def _files(directory: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIXES):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _files(entry.path)
