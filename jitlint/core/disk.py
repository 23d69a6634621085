"""Reads files of text that anybody may have put there: no pipe, no device, nothing without end."""

import errno
import os
import stat

from jitlint.core.limits import TEXT_BYTES

MILLION = 1_000_000
NAMES = ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK")
FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in NAMES)


class Unfit(OSError):
    """A path cannot be read as text, for a `reason`."""

    def __init__(self, number: int, reason: str, path: str) -> None:
        super().__init__(number, reason, path)
        self.reason = reason


class TooLong(Unfit):
    """A file has more bytes than any text that is meant to be read."""

    def __init__(self, path: str, most: int) -> None:
        super().__init__(errno.EFBIG, f"is longer than {most // MILLION} million bytes", path)


def read(path: str, most: int = TEXT_BYTES) -> bytes:
    """Returns the content of a file of at most so many bytes; raises `OSError`.

    What is no file is not even opened, since that alone may change a device. A file without a
    length has no content; those of Linux's `/proc` are such, and to read them may block.
    """
    if not _length(os.stat(path), path, most):
        return b""
    with open(os.open(path, FLAGS), "rb") as file:
        length = _length(os.fstat(file.fileno()), path, most)
        data = file.read(length + 1)
        if len(data) > length:  # it has grown meanwhile
            data += file.read(most)
    if len(data) > most:
        raise TooLong(path, most)
    return data


def _length(found: os.stat_result, path: str, most: int) -> int:
    if stat.S_ISDIR(found.st_mode):
        raise Unfit(errno.EISDIR, "is a directory", path)
    if not stat.S_ISREG(found.st_mode):
        raise Unfit(errno.EINVAL, "is not a file", path)
    if found.st_size > most:
        raise TooLong(path, most)
    return found.st_size
