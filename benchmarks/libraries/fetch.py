"""Pinned wheels, downloaded once, and what is in them but for their tests."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

PINS = Path(__file__).with_name("pins.txt")
TEST_DIRECTORIES = frozenset({"tests", "test", "testing"})
TEST_FILES = ("*_test.py", "test_*.py", "conftest.py")


@dataclass(frozen=True, slots=True)
class Library:
    """A distribution, pinned to a version."""

    name: str
    version: str

    @property
    def requirement(self) -> str:
        """The requirement for pip."""
        return f"{self.name}=={self.version}"


def pins() -> tuple[Library, ...]:
    """Returns the libraries in the list of pins, which has one `name==version` a line."""
    pairs = (line.split("==") for line in PINS.read_text("utf-8").split())
    return tuple(Library(name, version) for name, version in pairs)


def cache_directory() -> Path:
    """Returns where downloads are kept unless somebody says otherwise."""
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(caches, "jitlint", "libraries")


def fetch(libraries: Sequence[Library], into: Path) -> dict[Library, Path]:
    """Returns a directory for each library that holds its Python files without its tests."""
    missing = [library for library in libraries if _wheel(library, into) is None]
    if missing:
        _download(missing, into)
    return {library: _unpacked(library, into) for library in libraries}


def wheel(library: Library, into: Path) -> Path:
    """Returns the wheel of a library, which is downloaded where it is not there yet."""
    if _wheel(library, into) is None:
        _download([library], into)
    found = _wheel(library, into)
    if found is None:
        raise FileNotFoundError(f"pip brought no wheel of {library.requirement}")
    return found


def is_test(path: str) -> bool:
    """Says whether a file of a wheel is a test, by its path."""
    *directories, name = PurePosixPath(path).parts
    in_tests = not TEST_DIRECTORIES.isdisjoint(directories)
    return in_tests or any(fnmatch(name, pattern) for pattern in TEST_FILES)


def _wheel(library: Library, into: Path) -> Path | None:
    stem = f"{library.name.replace('-', '_')}-{library.version}"
    return next((into / "wheels").glob(f"{stem}-*.whl"), None)


def _download(libraries: Sequence[Library], into: Path) -> None:
    """Only the text matters: neither dependencies nor the running Python are asked."""
    command = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps"]
    command += ["--only-binary=:all:", "--ignore-requires-python", "--disable-pip-version-check"]
    command += ["--dest", str(into / "wheels")]
    subprocess.run([*command, *(library.requirement for library in libraries)], check=True)


def _unpacked(library: Library, into: Path) -> Path:
    home = into / f"{library.name}-{library.version}"
    if home.is_dir():
        return home
    brought = wheel(library, into)
    with TemporaryDirectory(dir=into) as scratch, zipfile.ZipFile(brought) as archive:
        unpacked = Path(scratch, "unpacked")
        archive.extractall(unpacked, _wanted(archive))
        # A project of its own, wherever the cache lies: jitlint looks no further up.
        (unpacked / "pyproject.toml").touch()
        unpacked.rename(home)
    return home


def _wanted(archive: zipfile.ZipFile) -> Iterator[str]:
    return (n for n in archive.namelist() if n.endswith((".py", ".ipynb")) and not is_test(n))
