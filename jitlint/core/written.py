"""The user's files: each is written whole or stays as it was, and no link leads out of a project.

A text is put into a new file beside the old one, which takes over its owner, mode and attributes,
and then its place. A file that has several names, or whose owner no other file can have, is
written where it is, with a copy of its old text beside it until that is done.
"""

import contextlib
import errno
import os
import re
import stat
from collections.abc import Callable, Generator, Iterable

from jitlint.core.errors import UserError, reason_of
from jitlint.core.project_root import is_inside, root_of

DESCRIPTOR = re.compile(r"/dev/(stdout|stderr|fd/\d+)|/proc/(self|\d+)/fd/\d+")
PLAIN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class NotWritten(UserError):
    """A file that cannot be written; the message names it."""


def write(path: str, data: bytes) -> None:
    """Writes to a path that the user named: a file, a pipe or a terminal.

    Raises `NotWritten`.
    """
    with _explained(path):
        if DESCRIPTOR.fullmatch(os.path.abspath(path)):
            _stream(path, data)
            return
        target = _target(path)
        if _is_stream(target):
            _stream(target, data)
        else:
            _put(target, data)


def rewrite(path: str, data: bytes) -> None:
    """Writes a file, which may be new; raises `NotWritten`."""
    with _explained(path):
        _put(_target(path), data)


def write_all(
    files: Iterable[tuple[str, bytes]], write: Callable[[str, bytes], None] = rewrite
) -> None:
    """Writes each file, whatever happens to the others; raises `NotWritten` after the last."""
    failed = list[str]()
    for path, data in files:
        try:
            write(path, data)
        except NotWritten as error:
            failed.append(str(error))
    if failed:
        raise NotWritten("; ".join(failed))


@contextlib.contextmanager
def _explained(path: str) -> Generator[None]:
    try:
        yield
    except NotWritten:
        raise
    except (OSError, ValueError) as error:  # the latter of a NUL in the path
        raise NotWritten(f"{path}: cannot be written: {reason_of(error)}") from None


def _target(path: str) -> str:
    """Returns the file that a path means; a link may lead to it inside of the path's project."""
    absolute, real = os.path.abspath(path), os.path.realpath(path)
    beyond = (os.path.expanduser("~"), os.path.abspath(os.sep))
    root = root_of(os.path.dirname(absolute))
    if not root or root in beyond:  # which are no projects, whatever lies there
        root = os.path.dirname(absolute)
    if real != absolute and not is_inside(real, root):
        raise NotWritten(f"{path}: leads out of its project, to {real}: name that file instead")
    return real


def _is_stream(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def _stream(path: str, data: bytes) -> None:
    """Appends to a pipe or a device, as a shell would with `>>`."""
    number = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOCTTY", 0))
    with open(number, "wb") as stream:
        stream.write(data)


def _put(target: str, data: bytes) -> None:
    try:
        existing = os.lstat(target)
    except FileNotFoundError:
        _replace(target, data, None)
        return
    if stat.S_ISDIR(existing.st_mode):
        raise OSError(errno.EISDIR, "is a directory")
    if not stat.S_ISREG(existing.st_mode):
        raise OSError(0, "is not a file")
    if not os.access(target, os.W_OK):
        raise PermissionError(0, "permission denied")
    if existing.st_nlink > 1 or not _replace(target, data, existing):
        _overwrite(target, data)


def _replace(target: str, data: bytes, existing: os.stat_result | None) -> bool:
    """Replaces a file by a new one; returns whether that can have its owner and attributes."""
    draft = _beside(target, ".jitlint-")
    try:
        _create(draft, data, 0o666 if existing is None else 0o600)
        if existing and not _resembles(draft, target, existing):
            return False
        os.replace(draft, target)
    except OSError as error:
        if error.errno == errno.EBUSY:  # a file that is mounted by itself
            return False
        raise
    finally:
        _remove(draft)
    _sync(os.path.dirname(target))
    return True


def _resembles(draft: str, target: str, existing: os.stat_result) -> bool:
    """Gives a file the owner, the mode and the attributes of another, if it may have them."""
    import shutil

    own = os.stat(draft)
    if (own.st_uid, own.st_gid) != (existing.st_uid, existing.st_gid):
        try:
            os.chown(draft, existing.st_uid, existing.st_gid)
        except PermissionError:
            return False
    shutil.copystat(target, draft)
    os.utime(draft)
    return True


def _overwrite(target: str, data: bytes) -> None:
    """Writes a file where it is; raises `NotWritten` where it could not even be put right."""
    with open(target, "rb") as file:
        old = file.read()
    name = os.path.basename(target)[:40]  # of the 255 bytes that a name may have
    backup = _beside(target, f"{name}.", ".jitlint-backup")
    try:
        _create(backup, old, 0o600)
        _sync(os.path.dirname(target))
        _fill(target, data)
    except BaseException as error:
        if not _is_restored(target, old):
            said = f"is written in part, and its former text is in {backup}"
            raise NotWritten(f"{target}: {said}: {error}") from None
        _remove(backup)
        raise
    _remove(backup)


def _is_restored(target: str, old: bytes) -> bool:
    """Returns whether a file holds its old text, which is written again where it does not."""
    try:
        with open(target, "rb") as file:
            if file.read() == old:
                return True
        _fill(target, old)
    except OSError:
        return False
    return True


def _fill(target: str, data: bytes) -> None:
    """Writes a file that is there through to the disk, and ends it where the text ends."""
    with open(os.open(target, os.O_WRONLY | PLAIN), "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        file.truncate(len(data))
        os.fsync(file.fileno())


def _create(path: str, data: bytes, mode: int) -> None:
    """Writes a new file through to the disk."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN, mode)
    with open(number, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(number)


def _beside(target: str, before: str, after: str = "") -> str:
    """Returns a path in the directory of a file that no other file has."""
    return os.path.join(os.path.dirname(target), f"{before}{os.urandom(8).hex()}{after}")


def _remove(path: str) -> None:
    with contextlib.suppress(OSError):
        os.remove(path)


def _sync(directory: str) -> None:
    """Flushes the entries of a directory to disk, where the system can."""
    with contextlib.suppress(OSError):
        number = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
