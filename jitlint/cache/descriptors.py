"""Files and directories by their names in an open directory: no link is followed to any of them."""

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterator

from jitlint.core.limits import CACHE_FILE_BYTES

USABLE = {os.open, os.mkdir, os.stat, os.unlink, os.rename, os.rmdir} <= os.supports_dir_fd
"""Whether the system has what this needs; there is no cache where it has not."""

TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")
FOLLOW = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
STAY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
READ = os.O_RDONLY | STAY | getattr(os, "O_NONBLOCK", 0)
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | STAY


class Descriptor:
    """An open directory, closed as soon as no reference to it is left."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        os.close(self.number)


def root(path: str) -> Descriptor:
    """Opens a directory, whose path may lead through links."""
    return Descriptor(os.open(path, FOLLOW))


def directory(name: str, at: Descriptor, *, make: bool = False) -> Descriptor:
    """Opens a directory in another one; with `make`, it is created where it is missing."""
    if make:
        with contextlib.suppress(FileExistsError):
            os.mkdir(name, dir_fd=at.number)
    return Descriptor(os.open(name, FOLLOW | STAY, dir_fd=at.number))


def read(name: str, at: Descriptor) -> tuple[bytes, os.stat_result]:
    """Returns the content of a file, and its status.

    Raises OSError, for what is no file or a huge one too.
    """
    number = os.open(name, READ, dir_fd=at.number)
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode) or found.st_size > CACHE_FILE_BYTES:
            raise OSError(errno.EINVAL, "is not a file of ours")
        return _all_of(number, found.st_size), found
    finally:
        os.close(number)


def write(name: str, at: Descriptor, data: bytes, mode: int) -> None:
    """Replaces a file atomically: a reader sees the old content or the new."""
    temporary = f".{os.urandom(8).hex()}.tmp"
    number = os.open(temporary, NEW, mode, dir_fd=at.number)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(number, rest) :]
        finally:
            os.close(number)
        os.rename(temporary, name, src_dir_fd=at.number, dst_dir_fd=at.number)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary, dir_fd=at.number)
        raise


def files(at: Descriptor) -> Iterator[tuple[float, str]]:
    """Yields the time of the last change and the name of each file in a directory."""
    with os.scandir(at.number) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.is_file(follow_symlinks=False):
                    yield entry.stat(follow_symlinks=False).st_mtime, entry.name


def _all_of(number: int, size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (part := os.read(number, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
