"""Keeps user code from changing anything outside its temporary directory, as far as Python sees."""

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Generator
from typing import Any

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.chflags", "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.removexattr",
    "os.rename", "os.rmdir", "os.setxattr", "os.symlink", "os.truncate", "os.utime",
    "sqlite3.connect",
}  # fmt: skip
FORBIDDEN = {
    "os.exec", "os.fork", "os.forkpty", "os.kill", "os.killpg", "os.posix_spawn", "os.spawn",
    "os.startfile", "os.system", "pty.spawn", "signal.pthread_kill", "socket.bind",
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendmsg",
    "socket.sendto", "subprocess.Popen", "webbrowser.open",
}  # fmt: skip


class Blocked(PermissionError):
    """User code tried what the guard stops; `strerror` says what."""


class Guard:
    """An audit hook: once set it stays, in this process and in those forked from it."""

    def __init__(self, directory: str) -> None:
        self._allowed = os.path.realpath(directory) + os.sep
        self._is_off = False

    def set(self) -> None:
        """Starts to guard."""
        sys.addaudithook(self._hear)

    def fork(self) -> int:
        """Forks, which user code may not."""
        with self._off():
            return os.fork()

    def kill(self, process: int) -> None:
        """Kills a process, which user code may not."""
        with self._off():
            os.kill(process, signal.SIGKILL)

    @contextlib.contextmanager
    def _off(self) -> Generator[None]:
        self._is_off = True
        try:
            yield
        finally:
            self._is_off = False

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._is_off:
            return
        if event == "open":
            if _writes(arguments) and not self._inside(arguments[0]):
                self._stop(f"write to {arguments[0]}")
        elif event in FORBIDDEN:
            self._stop(event)
        elif event in CHANGES and not all(map(self._inside, _paths(arguments))):
            self._stop(f"{event} of {arguments[0]}")

    def _inside(self, path: Any) -> bool:
        """Descriptors are what was opened before, and have been judged then."""
        if isinstance(path, int) or path is None:
            return True
        text = os.fsdecode(path)
        if text in (os.devnull, ":memory:", ""):
            return True
        with self._off():
            return (os.path.realpath(text) + os.sep).startswith(self._allowed)

    def _stop(self, what: str) -> None:
        raise Blocked(errno.EPERM, what)


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & WRITES)


def _paths(arguments: tuple[Any, ...]) -> list[Any]:
    """Modes, times and owners are numbers; what is text or bytes is a path."""
    return [each for each in arguments[:2] if isinstance(each, (str, bytes, os.PathLike))]
