"""The files that a run has read or listed on disk, and whether all of them are unchanged.

A file counts as unchanged without being read if its times, size and inode are the same, and
the times are so old that a later change must have moved them; else its content decides.
"""

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from jitlint.core import disk
from jitlint.core.limits import FILE_BYTES

Signature = tuple[int, int, int, int]
ABSENT = b"absent"
OTHER = b"other"
NAMES = ("jitlint.toml", "pyproject.toml", "setup.py", "setup.cfg", "__init__.py", ".gitignore")
"""Files of a directory and those above it that decide which files make a program."""

SUFFIXES = (".py", ".ipynb")
TICK = 20_000_000  # nanoseconds; a clock of files moves in steps of up to 10 ms
COARSE = 2_000_000_000  # nanoseconds; some file systems keep only (even) seconds


class FileStamp(msgspec.Struct, frozen=True, array_like=True):
    """A path as it was: `signature` is missing where it may stay the same in spite of a change."""

    path: str
    signature: Signature | None
    digest: bytes


class FileStamps:
    """Records the files and directories of a run, before they are read."""

    def __init__(self) -> None:
        self.started = time.time_ns()
        self._signatures: dict[str, Signature | None] = {}
        self._digests: dict[str, bytes] = {}

    def file(self, path: str) -> Signature | None:
        """Records a file that is about to be read, and returns its signature."""
        if path not in self._signatures:
            self._signatures[path] = _signature(path, self.started)
        return self._signatures[path]

    def content(self, path: str, data: bytes | None) -> None:
        """Records the content read of a file, or None where it could not be read."""
        self.digested(path, None if data is None else digest(data))

    def digested(self, path: str, known: bytes | None) -> None:
        """Records the digest of a content, as `content` records that itself."""
        self._digests.setdefault(path, OTHER if known is None else known)

    def directory(self, path: str) -> None:
        """Records a directory that is about to be listed, and its deciding files."""
        if path not in self._signatures:
            self._signatures[path] = _signature(path, self.started)
            self._digests[path] = _digest(path)
            for name in NAMES:
                inside = os.path.join(path, name)
                if os.path.lexists(inside):
                    self._decides(inside)

    def missing(self, root: str, relative: str) -> None:
        """Records that a file is missing, by the first part of its path that is."""
        path = root
        for part in relative.split(os.sep):
            path = os.path.join(path, part)
            if path in self._digests or not os.path.lexists(path):
                self._signatures.setdefault(path, None)
                self._digests.setdefault(path, ABSENT)
                return

    def around(self, paths: Iterable[str], deciding: Iterable[str] = ()) -> None:
        """Records deciding files: those given, and those in the directories of files and above."""
        listed = {os.path.abspath(path) for path in self._signatures if os.path.isdir(path)}
        for path in (*deciding, *_deciding(paths, listed)):
            self._decides(path)

    def seen(self) -> list[FileStamp]:
        """Returns the stamps of all that was recorded."""
        return [
            FileStamp(path, self._signatures.get(path), digest)
            for path, digest in self._digests.items()
        ]

    def _decides(self, path: str) -> None:
        if path not in self._digests:
            self.file(path)
            self._digests[path] = _digest(path)


def unchanged(seen: Sequence[FileStamp]) -> bool | list[FileStamp]:
    """Returns whether all files are unchanged, or new stamps where only times have changed."""
    now = time.time_ns()
    renewed: dict[str, FileStamp] = {}
    for each in seen:
        signature = None if each.digest == ABSENT else _signature(each.path, now)
        if signature is not None and signature == each.signature:
            continue
        if _digest(each.path) != each.digest:
            return False
        if signature is not None:
            renewed[each.path] = FileStamp(each.path, signature, each.digest)
    return [renewed.get(each.path, each) for each in seen] if renewed else True


def digest(data: bytes) -> bytes:
    """Returns the digest of a content."""
    return hashlib.blake2b(data, digest_size=16).digest()


def _signature(path: str, now: int) -> Signature | None:
    """Returns a path's times, size and inode, if a change from now on would alter them."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if _last_change(found) >= now - TICK:
        return None
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


def _last_change(found: os.stat_result) -> int:
    """Returns the latest moment at which a file with such times may have been changed."""
    latest = max(found.st_mtime_ns, found.st_ctime_ns)
    return latest if latest % 1_000_000_000 else latest + COARSE


def _digest(path: str) -> bytes:
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            return digest("\0".join(sorted(_listed(path))).encode(errors="surrogateescape"))
        return digest(disk.read(path, FILE_BYTES))
    except FileNotFoundError:
        return ABSENT
    except (OSError, ValueError):
        return OTHER


def _listed(directory: str) -> Iterator[str]:
    with os.scandir(directory) as entries:
        for entry in entries:
            name = entry.name
            if name in NAMES or name.endswith(SUFFIXES):
                yield name
            elif not name.startswith(".") and name != "__pycache__" and entry.is_dir():
                yield f"{name}/"


def _deciding(paths: Iterable[str], listed: set[str]) -> Iterator[str]:
    """Yields the deciding files, present or not; a listed directory needs only those present."""
    known: set[str] = set()
    for path in paths:
        directory = os.path.dirname(os.path.abspath(path))
        while directory not in known:
            known.add(directory)
            here = (os.path.join(directory, name) for name in NAMES)
            inside = directory in listed
            yield from (each for each in here if not inside or os.path.lexists(each))
            yield os.path.join(directory, ".git", "info", "exclude")
            directory = os.path.dirname(directory)
