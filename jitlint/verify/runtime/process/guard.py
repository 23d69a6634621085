"""Keeps user code from changing anything outside its temporary directory, as far as Python sees."""

import contextlib
import errno
import os
import signal
import socket
import sys
from collections.abc import Generator, Iterable
from typing import Any

from ..limits import MOST_READ_PATH_CHARACTERS

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What changes a path, and where its arguments say relative to which open directory.
CHANGES: dict[str, tuple[int, ...]] = {
    "os.chflags": (), "os.chmod": (2,), "os.chown": (3,), "os.link": (2, 3), "os.mkdir": (2,),
    "os.remove": (1,), "os.removexattr": (), "os.rename": (2, 3), "os.rmdir": (1,),
    "os.setxattr": (), "os.symlink": (2,), "os.truncate": (), "os.utime": (3,),
    "shutil.chown": (), "shutil.move": (), "shutil.rmtree": (1,), "sqlite3.connect": (),
}  # fmt: skip
PATHS = (str, bytes, os.PathLike)
# A pair of sockets that know each other is no network.
OF_SOCKETS, PAIRED = "socket.__new__", getattr(socket, "AF_UNIX", None)
FORBIDDEN = {
    "os.exec", "os.fork", "os.forkpty", "os.kill", "os.killpg", "os.posix_spawn", "os.spawn",
    "os.startfile", "os.system", "pty.spawn", "signal.pthread_kill", "socket.bind",
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendmsg",
    "socket.sendto", "subprocess.Popen", "webbrowser.open",
}  # fmt: skip


class Blocked(PermissionError):
    """User code tried what the guard stops; `strerror` says what."""


class Guard:
    """An audit hook: once set it stays, in this process and in those forked from it.

    It also notes what is opened, for the `reads` that a verdict rests on: None if that is too much
    to be named.
    """

    def __init__(self, directory: str) -> None:
        self.reads: set[str] | None = set()
        self._characters_left = MOST_READ_PATH_CHARACTERS
        self._allowed = os.path.realpath(directory) + os.sep
        self._is_off = False

    def set(self) -> None:
        """Starts to guard."""
        sys.addaudithook(self.audit)

    def fork(self) -> int:
        """Forks, which user code may not."""
        with self._off():
            return os.fork()

    def kill(self, process: int) -> bool:
        """Kills a process, which user code may not; returns whether the kernel lets this one."""
        with self._off(), contextlib.suppress(PermissionError):
            os.kill(process, signal.SIGKILL)
            return True
        return False

    @contextlib.contextmanager
    def _off(self) -> Generator[None]:
        was_off, self._is_off = self._is_off, True
        try:
            yield
        finally:
            self._is_off = was_off

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raises Blocked at an event of the interpreter that user code may not cause."""
        if self._is_off:
            return
        if event == "open":
            if not _writes(arguments):
                self._note(arguments[0])
            elif not self._may_open(arguments[0]):
                self._stop(f"write to {arguments[0]}")
        elif event in FORBIDDEN or (event == OF_SOCKETS and arguments[1] != PAIRED):
            self._stop(event)
        elif event in CHANGES and not self._all_inside(event, arguments):
            self._stop(f"{event} of {arguments[0]}")

    def _note(self, path: Any) -> None:
        if isinstance(path, (str, bytes)):
            with self._off():
                self.note([os.path.abspath(os.fsdecode(path))])

    def note(self, paths: Iterable[str] | None) -> None:
        """Adds files that have been read, here or in a fork."""
        if paths is None or self.reads is None:
            self.reads = None
            return
        new = {*paths} - self.reads
        self.reads |= new
        self._characters_left -= sum(map(len, new))
        if self._characters_left < 0:
            self.reads = None

    def _may_open(self, path: Any) -> bool:
        """The null device may be written to, but not removed; descriptors were judged before."""
        if isinstance(path, int) or path in (os.devnull, os.fsencode(os.devnull)):
            return True
        return self._inside(path)

    def _all_inside(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Modes, times and owners are numbers; what is text or bytes, or comes first, is a path."""
        with self._off():
            bases = [arguments[i] for i in CHANGES[event] if i < len(arguments)]
            roots = [_directory(base) for base in bases] or [os.curdir]
            paths: list[Any] = [each for each in arguments[1:2] if isinstance(each, PATHS)]
            return all(
                root is not None and self._inside(path, root)
                for path in (arguments[0], *paths)
                for root in roots
            )

    def _inside(self, path: Any, root: str = os.curdir) -> bool:
        """Whether a path, or what a descriptor was opened for, is in the temporary directory."""
        with self._off():
            text = _directory(path) if isinstance(path, int) else os.fsdecode(path)
            if text in (":memory:", ""):
                return True
            if text is None:
                return False
            return (os.path.realpath(os.path.join(root, text)) + os.sep).startswith(self._allowed)

    def _stop(self, what: str) -> None:
        raise Blocked(errno.EPERM, what)


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & WRITES)


def _directory(descriptor: Any) -> str | None:
    """Returns the path that a descriptor was opened for; none is the working directory."""
    if descriptor is None or descriptor == -1:
        return os.curdir
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:
        return None
