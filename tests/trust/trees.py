"""Directories as they are, to compare with what they were; no link in them is followed."""

import os
import stat
from pathlib import Path
from typing import NamedTuple


class Seen(NamedTuple):
    """A name in a directory: what it is, and what is in it where it is a file or a link."""

    kind: int
    mode: int
    changed: int
    content: bytes


def tree(top: Path, *, without: Path | None = None) -> dict[str, Seen]:
    """Returns all that lies in a directory by its path, but for one directory in it."""
    found: dict[str, Seen] = {}
    for directory, inside, files in os.walk(top):
        inside[:] = [name for name in inside if Path(directory, name) != without]
        for name in (*inside, *files):
            path = os.path.join(directory, name)
            found[os.path.relpath(path, top)] = _seen(path)
    return found


def _seen(path: str) -> Seen:
    at = os.lstat(path)
    kind, content = stat.S_IFMT(at.st_mode), b""
    if stat.S_ISREG(at.st_mode):
        content = Path(path).read_bytes()
    elif stat.S_ISLNK(at.st_mode):
        content = os.fsencode(os.readlink(path))
    changed = 0 if stat.S_ISDIR(at.st_mode) else at.st_mtime_ns
    return Seen(kind, stat.S_IMODE(at.st_mode), changed, content)
