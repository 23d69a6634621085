"""The directory of the cache: entries are written whole or not at all, and may vanish any time."""

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

NAME = ".jitlint_cache"
MARKERS = ("jitlint.toml", "pyproject.toml", ".git")
OLDEST = 30 * 24 * 60 * 60  # seconds
TAG = "CACHEDIR.TAG"
_FILES = {
    ".gitignore": "*\n",
    TAG: "Signature: 8a477f597d28d172789f06886806bc55\n# Made by jitlint; may be deleted.\n",
}


@dataclass(frozen=True, slots=True)
class Directory:
    """A cache in a directory, which need not exist nor be writable."""

    path: str

    def read(self, shelf: str, name: str) -> bytes | None:
        """Returns the entry of a name, if there is one."""
        try:
            with open(os.path.join(self.path, shelf, name), "rb") as file:
                return file.read()
        except OSError:
            return None

    def write(self, shelf: str, name: str, data: bytes) -> bool:
        """Puts an entry in the place of another; returns whether that could be done."""
        inside = os.path.join(self.path, shelf)
        try:
            if not os.path.isdir(inside):
                self._make(inside)
            _replace(os.path.join(inside, name), data)
        except OSError:
            return False
        return True

    def prune(self, shelf: str, most: int) -> None:
        """Removes the entries of a shelf that are a month old, and the oldest above so many."""
        entries = sorted(_entries(os.path.join(self.path, shelf)), reverse=True)
        limit = time.time() - OLDEST
        for number, (changed, path) in enumerate(entries):
            if number >= most or changed < limit:
                with contextlib.suppress(OSError):
                    os.remove(path)

    def clean(self) -> bool:
        """Removes all of it, if it is a cache of ours; returns whether it was one."""
        if not os.path.isfile(os.path.join(self.path, TAG)):
            return False
        import shutil

        shutil.rmtree(self.path, ignore_errors=True)
        return True

    def _make(self, inside: str) -> None:
        os.makedirs(inside, exist_ok=True)
        for name, text in _FILES.items():
            path = os.path.join(self.path, name)
            if not os.path.exists(path):
                _replace(path, text.encode())


def place_for(path: str) -> str:
    """Returns where the cache for a file or directory lies: in its project, or else right here."""
    directory = os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path))
    while not any(os.path.exists(os.path.join(directory, name)) for name in MARKERS):
        above = os.path.dirname(directory)
        if above == directory:
            return os.path.join(os.getcwd(), NAME)
        directory = above
    return os.path.join(directory, NAME)


def _replace(path: str, data: bytes) -> None:
    """Writes a file beside its place and moves it there: who reads meanwhile sees old or new."""
    import tempfile

    number, written = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        os.replace(written, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(written)
        raise


def _entries(directory: str) -> Iterator[tuple[float, str]]:
    with contextlib.suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                yield entry.stat().st_mtime, entry.path
