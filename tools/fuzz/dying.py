"""Ends a process at one of its own events, so that a kill comes at the same point each time."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

WRITES = frozenset(
    "write writelines close flush fsync fdatasync open replace rename unlink remove mkdir rmdir "
    "link symlink truncate ftruncate chmod fchmod fchown mkstemp copymode lockf flock".split()
)
"""Functions written in C, before and after which a file may be old, new or neither."""
READING = frozenset({"open", "os.listdir", "os.scandir", "os.walk", "os.chdir", "os.fwalk"})
WATCHED = 1_000
"""So many calls and returns are looked at after a file was opened or moved."""


def counted(events: Callable[[str], None], directory: Path) -> None:
    """Calls back at each event of this process: what it does to files below a directory.

    These are the events of `sys.audit` about such files and, for a while after one is opened to
    be written, the calls and returns of functions that write and move any.
    """
    inside = os.path.realpath(directory)
    left = 0

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event == "open" or event.startswith(("os.", "shutil.", "tempfile.")):
            paths = [each for each in arguments if isinstance(each, str)]
            if any(not os.path.isabs(path) or path.startswith(inside) for path in paths):
                events(f"{event} {os.path.basename(paths[0])}")
                if event not in READING or (event == "open" and _writes(arguments)):
                    left = WATCHED
                    sys.setprofile(profile)

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            sys.setprofile(None)
        name = getattr(argument, "__name__", "")
        if name in WRITES and event.startswith("c_") and not _imports(frame):
            events(f"{event} {name}")

    sys.addaudithook(audit)


def die_at(number: int, directory: Path) -> None:
    """Lets this process be killed at the event of a number."""
    numbers: Iterator[int] = iter(range(number))

    def event(what: str) -> None:
        if next(numbers, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    counted(event, directory)


def write_down(into: int, directory: Path) -> None:
    """Lets this process write a line for each of its events into a file."""

    def event(what: str) -> None:
        os.write(into, f"{what}\n".encode(errors="replace"))

    counted(event, directory)


def _writes(arguments: tuple[object, ...]) -> bool:
    """Returns whether what is opened is to be written."""
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def _imports(frame: FrameType | None) -> bool:
    """Returns whether a call is part of an import."""
    while frame:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
